package dev.polyphony.tools.media;

import java.nio.FloatBuffer;
import java.time.Duration;

/**
 * Mono sound in memory: the form in which every audio tool takes and returns it.
 *
 * <p>Shape: one channel, {@code samples.remaining()} frames. Scale: each frame is in [-1.0, 1.0], 0.0 is silence. Rate:
 * {@code sampleRate} frames a second (Hz). A clip copies what it is given and hands out read-only views, so it never
 * changes and may be shared between threads.
 *
 * @param samples the frames in time order; at least one
 * @param sampleRate frames a second, {@value #MIN_RATE} to {@value #MAX_RATE} Hz
 */
public record AudioClip(FloatBuffer samples, int sampleRate) {
    static final int MIN_RATE = 8_000;
    static final int MAX_RATE = 192_000;

    /** @throws IllegalArgumentException if there is no frame, a frame is not in [-1.0, 1.0], or the rate is out of range */
    public AudioClip {
        if (!samples.hasRemaining()) {
            throw new IllegalArgumentException(
                    "samples is empty: a clip needs at least one frame.\nMaybe use Sounds.silence.");
        }
        if (sampleRate < MIN_RATE || sampleRate > MAX_RATE) {
            throw new IllegalArgumentException("sampleRate (%d Hz) must be in [%d, %d].\nMaybe resample the sound."
                    .formatted(sampleRate, MIN_RATE, MAX_RATE));
        }
        var own = FloatBuffer.allocate(samples.remaining())
                .put(samples.duplicate())
                .flip();
        for (int i = 0; i < own.limit(); i++) {
            if (!(Math.abs(own.get(i)) <= 1f)) {
                throw new IllegalArgumentException(
                        "samples[%d] (%s) must be in [-1.0, 1.0].\nMaybe divide 16-bit PCM by 32768."
                                .formatted(i, own.get(i)));
            }
        }
        samples = own.asReadOnlyBuffer();
    }

    /** Returns the frames as a read-only view of its own, positioned at the first frame. */
    @Override
    public FloatBuffer samples() {
        return samples.duplicate();
    }

    /** Returns the frames as an array that the caller owns. */
    public float[] toArray() {
        float[] array = new float[samples.limit()];
        samples().get(array);
        return array;
    }

    /** Returns the playing time, rounded down to a nanosecond. */
    public Duration duration() {
        return Duration.ofNanos(samples.limit() * 1_000_000_000L / sampleRate);
    }
}
