package dev.polyphony.bench.nano;

import dev.polyphony.tools.anytoany.sound.Fft;
import java.util.Arrays;

/** Says what sounds are, by their spectrum and their course. Thread-safe. */
final class SoundJudge {
    private static final int SIZE = 8_192;
    private static final int STRETCH = 6_400;
    private static final int WINDOW = 1_024;
    private static final int HOP = 256;
    private static final int FRAMES = 64;
    private static final int BINS = 256;
    private static final double CENTS = 50;
    private static final Fft LONG = new Fft(SIZE);
    private static final Fft SHORT = new Fft(WINDOW);

    private SoundJudge() {}

    /** Returns true if the pitch of a sound is that of a note, within 50 cents. */
    static boolean isNote(float[] wave, Thing note) {
        return Math.abs(1_200 * Math.log(pitch(wave) / note.hertz()) / Math.log(2)) <= CENTS;
    }

    /** Returns how many semitones a sound's pitch is above c 4, to the nearest one; below it, less than 0. */
    static int steps(float[] wave) {
        return (int) Math.rint(12 * Math.log(pitch(wave) / Thing.hertz(0, 4)) / Math.log(2));
    }

    /** Returns the fundamental in hertz: the harmonic sum over a grid of 5 cents from 200 to 1,100 Hz. */
    static double pitch(float[] wave) {
        double[] spectrum = loudest(wave);
        double best = -1;
        double pitch = 0;
        for (int cents = 0; cents < 2_952; cents += 5) {
            double hertz = 200 * Math.pow(2, cents / 1_200.0);
            double sum = 0;
            for (int k = 1; k < 6; k++) {
                sum += (k == 1 ? 1 : 0.6 / k) * at(spectrum, hertz * k * SIZE / Synth.RATE_HZ);
            }
            if (sum > best) {
                best = sum;
                pitch = hertz;
            }
        }
        return pitch;
    }

    private static double at(double[] spectrum, double bin) {
        int low = Math.min((int) bin, spectrum.length - 2);
        return spectrum[low] + (spectrum[low + 1] - spectrum[low]) * Math.min(1, bin - low);
    }

    /** Returns root and mode, as {@code a minor}: twelve pitch classes of the spectrum against 24 triads. */
    static String chord(float[] wave) {
        double[] spectrum = loudest(wave);
        double[] chroma = new double[12];
        for (int bin = 1; bin < spectrum.length; bin++) {
            double hertz = bin * (double) Synth.RATE_HZ / SIZE;
            double midi = 12 * Math.log(hertz / 440) / Math.log(2) + 69;
            if (hertz > 240 && hertz < 850 && Math.abs(midi - Math.rint(midi)) < 0.3) {
                int c = (int) Math.rint(midi) % 12;
                chroma[c] = Math.max(chroma[c], spectrum[bin]);
            }
        }
        double all = Arrays.stream(chroma).sum();
        String best = "";
        double mark = Double.NEGATIVE_INFINITY;
        for (int root = 0; root < 12; root++) {
            for (int third = 3; third <= 4; third++) {
                double inside = chroma[root] + chroma[(root + third) % 12] + chroma[(root + 7) % 12];
                if (1.5 * inside - 0.5 * all > mark) {
                    mark = 1.5 * inside - 0.5 * all;
                    best = Thing.PITCHES.get(root) + (third == 4 ? " major" : " minor");
                }
            }
        }
        return best;
    }

    /** Returns the magnitudes of the loudest 0.4 s, bins of about 2 Hz. */
    private static double[] loudest(float[] wave) {
        double[] energy = new double[wave.length + 1];
        for (int i = 0; i < wave.length; i++) {
            energy[i + 1] = energy[i] + wave[i] * wave[i];
        }
        int start = 0;
        for (int i = 0; i + STRETCH <= wave.length; i++) {
            if (energy[i + STRETCH] - energy[i] > energy[start + STRETCH] - energy[start]) {
                start = i;
            }
        }
        double[] real = new double[SIZE];
        double[] imaginary = new double[SIZE];
        for (int i = 0; i < STRETCH; i++) {
            real[i] = wave[start + i] * (0.5 - 0.5 * Math.cos(2 * Math.PI * i / (STRETCH - 1)));
        }
        LONG.forward(real, imaginary);
        double[] spectrum = new double[SIZE / 2 + 1];
        for (int i = 0; i < spectrum.length; i++) {
            spectrum[i] = Math.hypot(real[i], imaginary[i]);
        }
        return spectrum;
    }

    /** Returns the effect by its course: sweeps by the slope of the peak, noise by its steadiness, clicks by their number. */
    static String effect(float[] wave) {
        double[][] frames = spectrogram(wave);
        double[] levels =
                Arrays.stream(frames).mapToDouble(f -> Arrays.stream(f).sum()).toArray();
        double loudest = Arrays.stream(levels).max().orElse(0);
        double[][] active = java.util.stream.IntStream.range(0, frames.length)
                .filter(k -> levels[k] > 0.1 * loudest)
                .mapToObj(k -> frames[k])
                .toArray(double[][]::new);
        double tonal = 0;
        double[] peaks = new double[active.length];
        for (int k = 0; k < active.length; k++) {
            int peak = 0;
            for (int b = 1; b < BINS; b++) {
                peak = active[k][b] > active[k][peak] ? b : peak;
            }
            peaks[k] = Math.log(peak + 1) / Math.log(2);
            tonal += active[k][peak] / (Arrays.stream(active[k]).average().orElse(0) + 1e-9) / active.length;
        }
        if (tonal > 12) {
            return PictureJudge.slope(peaks) > 0 ? "a rising sweep" : "a falling sweep";
        }
        return course(wave);
    }

    private static String course(float[] wave) {
        double[] sums = new double[wave.length + 1];
        for (int i = 0; i < wave.length; i++) {
            sums[i + 1] = sums[i] + Math.abs(wave[i]);
        }
        double[] energy = new double[wave.length / 64];
        double most = 1e-9;
        for (int i = 0; i < energy.length; i++) {
            int at = 64 * i;
            energy[i] = sums[Math.min(wave.length, at + 128)] - sums[Math.max(0, at - 128)];
            most = Math.max(most, energy[i]);
        }
        double limit = most;
        if (Arrays.stream(energy).filter(e -> e > 0.25 * limit).count() > 0.7 * energy.length) {
            return "white noise";
        }
        int clicks = 1;
        int last = -1;
        for (int i = 1; i < energy.length; i++) {
            if (energy[i] > 0.35 * most && energy[i - 1] <= 0.35 * most) {
                clicks += last >= 0 && i - last > 6 ? 1 : 0;
                last = i;
            }
        }
        return clicks < 7 ? "slow clicks" : "fast clicks";
    }

    /** Returns magnitudes, 64 frames of 256 bins up to 4 kHz, 1 for a full-scale sine. */
    static double[][] spectrogram(float[] wave) {
        double[][] frames = new double[FRAMES][BINS];
        double[] real = new double[WINDOW];
        double[] imaginary = new double[WINDOW];
        for (int k = 0; k < FRAMES; k++) {
            for (int i = 0; i < WINDOW; i++) {
                int at = k * HOP - WINDOW / 2 + i;
                double hann = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / WINDOW);
                real[i] = at < 0 || at >= wave.length ? 0 : wave[at] * hann;
                imaginary[i] = 0;
            }
            SHORT.forward(real, imaginary);
            for (int b = 0; b < BINS; b++) {
                frames[k][b] = Math.hypot(real[b], imaginary[b]) / (WINDOW / 4.0);
            }
        }
        return frames;
    }
}
