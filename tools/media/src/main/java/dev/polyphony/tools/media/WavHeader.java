package dev.polyphony.tools.media;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;

/**
 * What the header of a WAV says.
 *
 * @param frames samples a channel, at least one
 * @param dataAt where the first sample lies in the file
 */
record WavHeader(Encoding encoding, int channels, int sampleRateHz, int bits, long frames, long dataAt) {

    /** How a sample is written. */
    enum Encoding {
        PCM,
        FLOAT,
        A_LAW,
        MU_LAW
    }

    private static final String TITLE = Kind.WAV.title();
    private static final long STREAMED = 0xFFFFFFFFL;
    private static final int MAX_CHUNKS = 10_000;

    /** Reads the chunks up to the samples, which must all be there. */
    static WavHeader read(Bytes bytes, MediaLimits limits) throws IOException {
        WavHeader format = null;
        long at = 12;
        for (int chunks = 0; chunks < MAX_CHUNKS; chunks++) {
            String id = bytes.ascii(at, 4);
            long length = bytes.u32le(at + 4);
            if (id.equals("fmt ")) {
                format = format(bytes, at + 8, length, limits);
            } else if (id.equals("data")) {
                if (format == null) {
                    throw Refused.damaged(TITLE, "its samples come before its format");
                }
                return format.data(bytes, at + 8, length, limits);
            }
            at += 8 + length + (length & 1);
        }
        throw Refused.damaged(TITLE, "it has more than %d chunks".formatted(MAX_CHUNKS));
    }

    private static WavHeader format(Bytes bytes, long at, long length, MediaLimits limits) throws IOException {
        if (length < 16) {
            throw Refused.damaged(TITLE, "its format has %d bytes, at least 16 are needed".formatted(length));
        }
        int tag = bytes.u16le(at);
        if (tag == 0xFFFE && length >= 40) {
            tag = bytes.u16le(at + 24);
        }
        int channels = bytes.u16le(at + 2);
        long rate = bytes.u32le(at + 4);
        int block = bytes.u16le(at + 12);
        int bits = bytes.u16le(at + 14);
        Encoding encoding = encoding(tag, bits);
        SoundCheck.channels(TITLE, channels, limits);
        SoundCheck.rate(TITLE, rate, limits);
        if (block != channels * bits / 8) {
            throw Refused.damaged(
                    TITLE, "a block of %d bytes does not fit %d channels of %d bits".formatted(block, channels, bits));
        }
        return new WavHeader(encoding, channels, (int) rate, bits, 0, 0);
    }

    private static Encoding encoding(int tag, int bits) {
        if (tag == 1 && (bits == 8 || bits == 16 || bits == 24 || bits == 32)) {
            return Encoding.PCM;
        }
        if (tag == 3 && (bits == 32 || bits == 64)) {
            return Encoding.FLOAT;
        }
        if ((tag == 6 || tag == 7) && bits == 8) {
            return tag == 6 ? Encoding.A_LAW : Encoding.MU_LAW;
        }
        throw new Refused(
                "is %s in the encoding %d with %d bits, which is not taken.".formatted(TITLE, tag, bits),
                "save it as PCM with 16 bits.");
    }

    private WavHeader data(Bytes bytes, long at, long length, MediaLimits limits) throws IOException {
        long rest = bytes.size() - at;
        if (length != STREAMED && length > rest) {
            throw new EOFException("%d bytes of sound are promised and %d are there".formatted(length, rest));
        }
        long frames = Math.min(length, rest) / blockBytes();
        if (frames == 0) {
            throw Refused.damaged(TITLE, "it holds no sound");
        }
        WavHeader whole = new WavHeader(encoding, channels, sampleRateHz, bits, frames, at);
        SoundCheck.time(TITLE, whole.duration(), limits);
        return whole;
    }

    int blockBytes() {
        return channels * bits / 8;
    }

    Duration duration() {
        return Duration.ofNanos((long) (frames * 1e9 / sampleRateHz));
    }
}
