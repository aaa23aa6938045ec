package dev.polyphony.tools.media;

import java.io.IOException;

/** Reads the samples of a WAV, mixed down to mono. */
final class WavReader {
    private static final int FRAMES = 4_096;

    private WavReader() {}

    static void read(Bytes bytes, WavHeader wav, FloatSink sink, Guard guard) throws IOException {
        byte[] block = new byte[FRAMES * wav.blockBytes()];
        float[] mono = new float[FRAMES];
        for (long done = 0; done < wav.frames(); done += FRAMES) {
            guard.check();
            int frames = (int) Math.min(FRAMES, wav.frames() - done);
            bytes.copy(wav.dataAt() + done * wav.blockBytes(), block);
            mix(block, wav, mono, frames);
            sink.accept(mono, frames);
        }
        sink.end();
    }

    private static void mix(byte[] block, WavHeader wav, float[] mono, int frames) {
        int width = wav.bits() / 8;
        int at = 0;
        for (int i = 0; i < frames; i++) {
            double sum = 0;
            for (int c = 0; c < wav.channels(); c++) {
                sum += sample(block, at, wav);
                at += width;
            }
            mono[i] = (float) (sum / wav.channels());
        }
    }

    private static double sample(byte[] block, int at, WavHeader wav) {
        return switch (wav.encoding()) {
            case PCM -> pcm(block, at, wav.bits());
            case FLOAT ->
                wav.bits() == 32
                        ? Float.intBitsToFloat((int) little(block, at, 4))
                        : Double.longBitsToDouble(little(block, at, 8));
            case A_LAW -> aLaw(block[at]);
            case MU_LAW -> muLaw(block[at]);
        };
    }

    private static double pcm(byte[] block, int at, int bits) {
        if (bits == 8) {
            return ((block[at] & 0xFF) - 128) / 128.0;
        }
        long value = little(block, at, bits / 8) << (64 - bits) >> (64 - bits);
        return value / (double) (1L << (bits - 1));
    }

    private static long little(byte[] block, int at, int bytes) {
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = value << 8 | block[at + i] & 0xFF;
        }
        return value;
    }

    /** G.711, A-law: 13 bits. */
    private static double aLaw(byte code) {
        int bits = (code ^ 0x55) & 0xFF;
        int exponent = bits >> 4 & 7;
        int mantissa = (bits & 15) << 4;
        int value = exponent == 0 ? mantissa + 8 : mantissa + 0x108 << exponent - 1;
        return ((bits & 0x80) == 0 ? -value : value) / 32_768.0;
    }

    /** G.711, mu-law: 14 bits. */
    private static double muLaw(byte code) {
        int bits = ~code & 0xFF;
        int value = (((bits & 15) << 3) + 0x84 << (bits >> 4 & 7)) - 0x84;
        return ((bits & 0x80) == 0 ? value : -value) / 32_768.0;
    }
}
