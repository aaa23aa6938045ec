package dev.polyphony.tools.media;

import java.time.Duration;

/**
 * How much of a file is taken: all but the last are checked against its headers before anything is decoded, and again
 * while decoding, since headers lie. Immutable.
 *
 * @param bytes the most bytes of a file
 * @param textBytes the most bytes of a text
 * @param pixels the most pixels of a picture or of a frame of a video
 * @param frames the most frames of a moving picture (GIF, APNG)
 * @param ratio the most decoded bytes for each byte of a picture's file, once it decodes to more than 16 MiB
 * @param playingTime the longest sound or video
 * @param channels the most channels of a sound
 * @param sampleRateHz the most samples a second of a sound
 * @param patience how long the look into one file may take
 */
public record MediaLimits(
        long bytes,
        long textBytes,
        long pixels,
        int frames,
        int ratio,
        Duration playingTime,
        int channels,
        int sampleRateHz,
        Duration patience) {

    /**
     * 512 MiB, 4 MiB of text, 40 megapixels, 1,000 frames, 3,000 decoded bytes for one, one hour, 8 channels, 192 kHz, 10
     * seconds for the look.
     */
    public static final MediaLimits DEFAULT = new MediaLimits(
            512L << 20, 4L << 20, 40_000_000, 1_000, 3_000, Duration.ofHours(1), 8, 192_000, Duration.ofSeconds(10));

    /** @throws IllegalArgumentException if a limit is not positive */
    public MediaLimits {
        positive("bytes", bytes);
        positive("textBytes", textBytes);
        positive("pixels", pixels);
        positive("frames", frames);
        positive("ratio", ratio);
        positive("playingTime", playingTime.toNanos());
        positive("channels", channels);
        positive("sampleRateHz", sampleRateHz);
        positive("patience", patience.toNanos());
    }

    private static void positive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(
                    "%s (%d) must be positive.\nMaybe start from MediaLimits.DEFAULT.".formatted(name, value));
        }
    }

    /** Returns these limits with another number of pixels. */
    public MediaLimits withPixels(long newPixels) {
        return new MediaLimits(
                bytes, textBytes, newPixels, frames, ratio, playingTime, channels, sampleRateHz, patience);
    }

    /** Returns these limits with another number of bytes, also for text. */
    public MediaLimits withBytes(long newBytes) {
        return new MediaLimits(
                newBytes, newBytes, pixels, frames, ratio, playingTime, channels, sampleRateHz, patience);
    }

    /** Returns these limits with another playing time. */
    public MediaLimits withPlayingTime(Duration newTime) {
        return new MediaLimits(bytes, textBytes, pixels, frames, ratio, newTime, channels, sampleRateHz, patience);
    }
}
