package dev.polyphony.tools.local;

import dev.polyphony.tools.media.AudioClip;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * How loud each band of pitch is over time: bands of equal width on the mel scale, which is that of hearing, and loudness in
 * decibels below the loudest.
 */
final class MelSpectrum {
    static final int RATE_HZ = 16_000;
    static final int BANDS = 128;
    static final double FLOOR_DB = -80;

    private static final int WINDOW = 1024;
    private static final int LEAST_HOP = 128;
    private static final double LEAST_POWER = 1e-10;

    private final double[][] decibels;
    private final double seconds;

    private MelSpectrum(double[][] decibels, double seconds) {
        this.decibels = decibels;
        this.seconds = seconds;
    }

    /**
     * Returns the spectrum of a clip of {@link #RATE_HZ}, in at most that many columns.
     *
     * @param cancelled asked before each column
     */
    static MelSpectrum of(AudioClip clip, int mostColumns, BooleanSupplier cancelled) {
        float[] samples = clip.toArray();
        int hop = Math.max(LEAST_HOP, (samples.length + mostColumns - 1) / mostColumns);
        int columns = (samples.length + hop - 1) / hop;
        double[][] decibels = new double[columns][];
        double[][] filters = filters();
        Fft fft = new Fft(WINDOW);
        double[] hann = new double[WINDOW];
        Arrays.setAll(hann, i -> 0.5 - 0.5 * Math.cos(2 * Math.PI * i / WINDOW));
        double loudest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < columns; c++) {
            Cancels.check(cancelled);
            double[] power = column(samples, c * hop, hop, fft, hann);
            decibels[c] = new double[BANDS];
            for (int b = 0; b < BANDS; b++) {
                double sum = LEAST_POWER;
                for (int f = 0; f < power.length; f++) {
                    sum += filters[b][f] * power[f];
                }
                decibels[c][b] = 10 * Math.log10(sum);
                loudest = Math.max(loudest, decibels[c][b]);
            }
        }
        for (double[] column : decibels) {
            for (int b = 0; b < BANDS; b++) {
                column[b] = Math.max(FLOOR_DB, column[b] - loudest);
            }
        }
        return new MelSpectrum(decibels, samples.length / (double) RATE_HZ);
    }

    int columns() {
        return decibels.length;
    }

    double seconds() {
        return seconds;
    }

    /** Returns the loudness of a band, lowest pitch first, in [{@link #FLOOR_DB}, 0]. */
    double decibels(int column, int band) {
        return decibels[column][band];
    }

    /** Returns where a frequency lies on the mel scale. */
    static double mel(double hertz) {
        return 2595 * Math.log10(1 + hertz / 700);
    }

    /** Returns the mean power of the windows that begin within a hop. */
    private static double[] column(float[] samples, int from, int hop, Fft fft, double[] hann) {
        double[] mean = new double[WINDOW / 2 + 1];
        int windows = Math.max(1, Math.min(8, hop / (WINDOW / 2)));
        double[] window = new double[WINDOW];
        for (int w = 0; w < windows; w++) {
            int start = from + w * hop / windows - WINDOW / 2 + hop / (2 * windows);
            for (int i = 0; i < WINDOW; i++) {
                int at = start + i;
                window[i] = at < 0 || at >= samples.length ? 0 : samples[at] * hann[i];
            }
            double[] power = fft.power(window);
            for (int f = 0; f < mean.length; f++) {
                mean[f] += power[f] / windows;
            }
        }
        return mean;
    }

    /** Triangles that rise from the middle of the band below and fall to the middle of the band above. */
    private static double[][] filters() {
        double[][] filters = new double[BANDS][WINDOW / 2 + 1];
        double width = mel(RATE_HZ / 2.0) / (BANDS + 1);
        for (int f = 0; f <= WINDOW / 2; f++) {
            double mel = mel(f * (double) RATE_HZ / WINDOW) / width;
            for (int b = 0; b < BANDS; b++) {
                filters[b][f] = Math.max(0, 1 - Math.abs(mel - (b + 1)));
            }
        }
        for (int b = 0; b < BANDS; b++) {
            double sum = Arrays.stream(filters[b]).sum();
            if (sum == 0) {
                double hertz = 700 * (Math.pow(10, (b + 1) * width / 2595) - 1);
                filters[b][(int) Math.round(hertz * WINDOW / RATE_HZ)] = 1;
            } else {
                for (int f = 0; f <= WINDOW / 2; f++) {
                    filters[b][f] /= sum;
                }
            }
        }
        return filters;
    }
}
