package dev.polyphony.agent;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What can be measured of a piece of media from its headers; whatever does not apply is null.
 *
 * @param width pixels, positive
 * @param height pixels, positive
 * @param duration playing time
 * @param sampleRateHz samples a second of the sound
 * @param channels sound channels: 1 is mono
 * @param framesPerSecond frames a second of a video
 */
public record Measures(
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Duration duration,
        @Nullable Integer sampleRateHz,
        @Nullable Integer channels,
        @Nullable Double framesPerSecond) {

    /** Nothing is known, as for text. */
    public static final Measures NONE = new Measures(null, null, null, null, null, null);

    /** Returns the measures of a still picture, in pixels. */
    public static Measures ofPicture(int width, int height) {
        return new Measures(width, height, null, null, null, null);
    }

    /** Returns the measures of a sound. */
    public static Measures ofSound(Duration duration, int sampleRateHz, int channels) {
        return new Measures(null, null, duration, sampleRateHz, channels, null);
    }
}
