package dev.polyphony.tools.media;

import java.nio.FloatBuffer;
import java.util.Arrays;

/** Keeps samples, each brought into [-1, 1], until they are made a clip. */
final class FloatCollector implements FloatSink {
    private float[] samples = new float[1 << 16];
    private int count;

    @Override
    public void accept(float[] more, int length) {
        if (samples.length - count < length) {
            samples = Arrays.copyOf(samples, Math.max(count + length, samples.length + (samples.length >> 1)));
        }
        for (int i = 0; i < length; i++) {
            float sample = more[i];
            samples[count++] = Float.isNaN(sample) ? 0f : Math.max(-1f, Math.min(1f, sample));
        }
    }

    int count() {
        return count;
    }

    AudioClip clip(int sampleRate) {
        return new AudioClip(FloatBuffer.wrap(samples, 0, count), sampleRate);
    }
}
