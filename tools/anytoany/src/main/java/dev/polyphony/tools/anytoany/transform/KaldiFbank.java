package dev.polyphony.tools.anytoany.transform;

import dev.polyphony.tools.anytoany.sound.Fft;

/**
 * Log energies of mel bands as Kaldi computes them with {@code htk_compat}: frames of 25 ms every 10 ms, at 16 kHz, without
 * dither, each freed of its mean, pre-emphasised by 0.97, under a Hann window; bands from 20 Hz to 8 kHz. Thread-safe.
 */
public final class KaldiFbank {
    /** Samples a second of the sound. */
    public static final int RATE_HZ = 16_000;

    private static final int FRAME = 400;
    private static final int SHIFT = 160;
    private static final int POINTS = 512;
    private static final double PRE_EMPHASIS = 0.97;
    private static final double LOWEST_HZ = 20;
    private static final double FLOOR = 1.1920928955078125e-7;

    private final double[] window = new double[FRAME];
    private final double[][] bands;
    private final Fft fft = new Fft(POINTS);

    /** @param bands how many bands a frame is cut into, at least 1 */
    public KaldiFbank(int bands) {
        for (int i = 0; i < FRAME; i++) {
            window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / (FRAME - 1));
        }
        this.bands = bands(bands);
    }

    /** Returns a triangle for each band, over the points of the spectrum below half the rate. */
    private static double[][] bands(int count) {
        double low = mel(LOWEST_HZ);
        double step = (mel(RATE_HZ / 2.0) - low) / (count + 1);
        double[][] bands = new double[count][POINTS / 2];
        for (int b = 0; b < count; b++) {
            double left = low + b * step;
            for (int i = 0; i < POINTS / 2; i++) {
                double at = mel((double) RATE_HZ / POINTS * i);
                bands[b][i] = Math.max(0, Math.min((at - left) / step, (left + 2 * step - at) / step));
            }
        }
        return bands;
    }

    private static double mel(double hz) {
        return 1127 * Math.log(1 + hz / 700);
    }

    /** Returns the frames of a sound, [frames][bands]; a sound of less than 25 ms has none. */
    public float[][] of(float[] samples) {
        int frames = samples.length < FRAME ? 0 : 1 + (samples.length - FRAME) / SHIFT;
        float[][] energies = new float[frames][];
        for (int f = 0; f < frames; f++) {
            energies[f] = frame(samples, f * SHIFT);
        }
        return energies;
    }

    private float[] frame(float[] samples, int start) {
        double mean = 0;
        for (int i = 0; i < FRAME; i++) {
            mean += samples[start + i];
        }
        mean /= FRAME;
        double[] real = new double[POINTS];
        for (int i = 0; i < FRAME; i++) {
            double before = samples[start + Math.max(0, i - 1)] - mean;
            real[i] = (samples[start + i] - mean - PRE_EMPHASIS * before) * window[i];
        }
        double[] imaginary = new double[POINTS];
        fft.forward(real, imaginary);
        float[] energies = new float[bands.length];
        for (int b = 0; b < bands.length; b++) {
            double energy = 0;
            for (int i = 0; i < POINTS / 2; i++) {
                energy += bands[b][i] * (real[i] * real[i] + imaginary[i] * imaginary[i]);
            }
            energies[b] = (float) Math.log(Math.max(FLOOR, energy));
        }
        return energies;
    }
}
