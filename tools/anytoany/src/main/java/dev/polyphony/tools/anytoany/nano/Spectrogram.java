package dev.polyphony.tools.anytoany.nano;

import dev.polyphony.tools.anytoany.sound.Fft;
import java.util.SplittableRandom;

/**
 * The form in which the nets hear: 64 frames of 256 linear bins up to 4 kHz, levels in decibels; and the way back, which
 * finds phases that fit (Griffin-Lim). All methods are thread-safe.
 */
final class Spectrogram {
    static final int RATE_HZ = 16_000;
    static final int SAMPLES = 16_384;
    static final int FRAMES = 64;
    static final int BINS = 256;

    private static final int WINDOW = 1024;
    private static final int HOP = 256;
    private static final double FULL = WINDOW / 4.0;
    private static final double FLOOR_DB = -50;
    private static final double BOTTOM = -0.4;
    private static final double TOP = 4;
    private static final double SILENT = BOTTOM + 0.03 * (TOP - BOTTOM);
    private static final double MOMENTUM = 0.99;
    private static final Fft FFT = new Fft(WINDOW);
    private static final double[] HANN = hann();
    private static final double[] OVERLAP = overlap();

    private Spectrogram() {}

    private static double[] hann() {
        double[] window = new double[WINDOW];
        for (int i = 0; i < WINDOW; i++) {
            window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / WINDOW);
        }
        return window;
    }

    private static double[] overlap() {
        double[] sum = new double[SAMPLES + WINDOW];
        for (int k = 0; k < FRAMES; k++) {
            for (int i = 0; i < WINDOW; i++) {
                sum[k * HOP + i] += HANN[i] * HANN[i];
            }
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] = Math.max(sum[i], 1e-3);
        }
        return sum;
    }

    /**
     * Returns levels, one frame a row: 4 is a full-scale sine, -0.4 is 50 dB below or less.
     *
     * @param wave in [-1, 1] at {@link #RATE_HZ}; what is missing of {@link #SAMPLES} is silence, what is too much is left out
     */
    static float[][] of(float[] wave) {
        float[][] levels = new float[FRAMES][BINS];
        double[] real = new double[WINDOW];
        double[] imaginary = new double[WINDOW];
        for (int k = 0; k < FRAMES; k++) {
            frame(wave, k, real, imaginary);
            for (int b = 0; b < BINS; b++) {
                double decibels = 20 * Math.log10(Math.max(Math.hypot(real[b], imaginary[b]) / FULL, 1e-4));
                levels[k][b] = (float) (TOP - (TOP - BOTTOM) * Math.max(decibels, FLOOR_DB) / FLOOR_DB);
            }
        }
        return levels;
    }

    /** Returns the magnitudes that levels stand for; the lowest 1.5 dB are silence. */
    static float[][] magnitudes(float[][] levels) {
        float[][] magnitudes = new float[levels.length][];
        for (int k = 0; k < levels.length; k++) {
            magnitudes[k] = new float[levels[k].length];
            for (int b = 0; b < levels[k].length; b++) {
                double level = Math.max(BOTTOM, Math.min(TOP, levels[k][b]));
                double decibels = FLOOR_DB * (TOP - level) / (TOP - BOTTOM);
                magnitudes[k][b] = level <= SILENT ? 0 : (float) (Math.pow(10, decibels / 20) * FULL);
            }
        }
        return magnitudes;
    }

    /** Returns a wave that has these levels, as nearly as the rounds find one; bins from 4 kHz up are silent. */
    static float[] wave(float[][] levels, int rounds, long seed) {
        float[][] target = magnitudes(levels);
        double[][] real = new double[FRAMES][BINS];
        double[][] imaginary = new double[FRAMES][BINS];
        SplittableRandom random = new SplittableRandom(seed);
        for (int k = 0; k < FRAMES; k++) {
            for (int b = 0; b < BINS; b++) {
                double phase = 2 * Math.PI * random.nextDouble();
                real[k][b] = target[k][b] * Math.cos(phase);
                imaginary[k][b] = target[k][b] * Math.sin(phase);
            }
        }
        float[] wave = joined(real, imaginary);
        double[][] realBefore = new double[FRAMES][BINS];
        double[][] imaginaryBefore = new double[FRAMES][BINS];
        for (int round = 0; round < rounds; round++) {
            turn(wave, target, real, imaginary, realBefore, imaginaryBefore);
            wave = joined(real, imaginary);
        }
        return wave;
    }

    /** Takes the phases of the wave, driven on beyond those of the round before, and the magnitudes of the target. */
    private static void turn(
            float[] wave,
            float[][] target,
            double[][] real,
            double[][] imaginary,
            double[][] realBefore,
            double[][] imaginaryBefore) {
        double[] re = new double[WINDOW];
        double[] im = new double[WINDOW];
        double drive = MOMENTUM / (1 + MOMENTUM);
        for (int k = 0; k < FRAMES; k++) {
            frame(wave, k, re, im);
            for (int b = 0; b < BINS; b++) {
                double x = re[b] - drive * realBefore[k][b];
                double y = im[b] - drive * imaginaryBefore[k][b];
                double length = Math.sqrt(x * x + y * y) + 1e-12;
                real[k][b] = target[k][b] * x / length;
                imaginary[k][b] = target[k][b] * y / length;
                realBefore[k][b] = re[b];
                imaginaryBefore[k][b] = im[b];
            }
        }
    }

    /** Writes the transform of a frame, which is centred on sample {@code HOP k}; zeros lie outside the wave. */
    private static void frame(float[] wave, int k, double[] real, double[] imaginary) {
        int length = Math.min(wave.length, SAMPLES);
        int start = k * HOP - WINDOW / 2;
        for (int i = 0; i < WINDOW; i++) {
            int at = start + i;
            real[i] = at < 0 || at >= length ? 0 : wave[at] * HANN[i];
            imaginary[i] = 0;
        }
        FFT.forward(real, imaginary);
    }

    private static float[] joined(double[][] real, double[][] imaginary) {
        double[] sum = new double[SAMPLES + WINDOW];
        double[] re = new double[WINDOW];
        double[] im = new double[WINDOW];
        for (int k = 0; k < FRAMES; k++) {
            java.util.Arrays.fill(re, 0);
            java.util.Arrays.fill(im, 0);
            re[0] = real[k][0];
            for (int b = 1; b < BINS; b++) {
                re[b] = real[k][b];
                im[b] = imaginary[k][b];
                re[WINDOW - b] = re[b];
                im[WINDOW - b] = -im[b];
            }
            FFT.backward(re, im);
            for (int i = 0; i < WINDOW; i++) {
                sum[k * HOP + i] += re[i] * HANN[i];
            }
        }
        float[] wave = new float[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            wave[i] = (float) (sum[WINDOW / 2 + i] / OVERLAP[WINDOW / 2 + i]);
        }
        return wave;
    }
}
