package dev.polyphony.bench.nano;

import dev.polyphony.tools.anytoany.sound.Fft;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Says digits: harmonics under three moving resonances, and shaped noise. Thread-safe. */
final class SpokenDigit {
    /** A stretch of a word: the vowel whose formants it has, its noise, how loud the voice is, and how long it lasts, s. */
    private record Sound(@Nullable String vowel, @Nullable String noise, double voiced, double seconds) {}

    private static final Map<String, double[]> VOWELS = Map.ofEntries(
            Map.entry("IY", new double[] {270, 2290, 3010}),
            Map.entry("IH", new double[] {390, 1990, 2550}),
            Map.entry("EH", new double[] {530, 1840, 2480}),
            Map.entry("AH", new double[] {640, 1190, 2390}),
            Map.entry("AO", new double[] {570, 840, 2410}),
            Map.entry("UW", new double[] {300, 870, 2240}),
            Map.entry("AY1", new double[] {730, 1090, 2440}),
            Map.entry("AY2", new double[] {350, 2000, 2600}),
            Map.entry("EY1", new double[] {500, 1900, 2500}),
            Map.entry("EY2", new double[] {300, 2250, 2950}),
            Map.entry("OW1", new double[] {500, 900, 2400}),
            Map.entry("OW2", new double[] {350, 800, 2300}),
            Map.entry("ER", new double[] {490, 1350, 1690}),
            Map.entry("R", new double[] {330, 1100, 1500}),
            Map.entry("W", new double[] {300, 650, 2200}),
            Map.entry("N", new double[] {250, 1300, 2300}),
            Map.entry("V", new double[] {250, 1100, 2200}),
            Map.entry("Z", new double[] {250, 1700, 2600}));

    /** Centre and width in hertz, level. */
    private static final Map<String, double[]> NOISES = Map.of(
            "S", new double[] {3600, 500, 0.5},
            "Z", new double[] {3500, 600, 0.3},
            "F", new double[] {2400, 1800, 0.16},
            "TH", new double[] {2800, 1600, 0.12},
            "T", new double[] {3300, 900, 0.6},
            "K", new double[] {1900, 500, 0.6},
            "V", new double[] {2200, 1500, 0.06});

    private static final Map<String, String> WORDS = Map.of(
            "zero", "Z+Z .4 .09, IY 1 .13, R .8 .09, OW1 1 .12, OW2 .8 .12",
            "one", "W .7 .11, AH 1 .19, N .5 .17",
            "two", "+T 0 .05, IY .4 .03, UW 1 .30",
            "three", "+TH 0 .11, R .8 .10, IY 1 .28",
            "four", "+F 0 .12, AO 1 .24, ER .8 .14",
            "five", "+F 0 .12, AY1 1 .16, AY2 .9 .12, V+V .4 .10",
            "six", "+S 0 .14, IH 1 .11, + 0 .05, +K 0 .04, +S 0 .15",
            "seven", "+S 0 .13, EH 1 .12, V+V .5 .07, AH .8 .09, N .5 .13",
            "eight", "EY1 1 .16, EY2 .9 .13, + 0 .07, +T 0 .06",
            "nine", "N .5 .11, AY1 1 .15, AY2 .9 .12, N .5 .14");

    private static final double[] WIDTHS = {70, 100, 140};
    private static final int COARSE = 64;
    private static final Fft FFT = new Fft(Synth.SAMPLES);

    private SpokenDigit() {}

    private static List<Sound> sounds(String word) {
        String text = WORDS.get(word);
        if (text == null) {
            throw new IllegalArgumentException("\"%s\" is no digit".formatted(word));
        }
        return java.util.Arrays.stream(text.split(", "))
                .map(part -> {
                    String[] fields = part.split(" ");
                    String[] names = fields[0].split("\\+", -1);
                    return new Sound(
                            names[0].isEmpty() ? null : names[0],
                            names.length < 2 || names[1].isEmpty() ? null : names[1],
                            Double.parseDouble(fields[1]),
                            Double.parseDouble(fields[2]));
                })
                .toList();
    }

    static double[] wave(String word, String voice, Random random) {
        List<Sound> sounds = sounds(word);
        double tempo = Synth.between(random, 0.92, 1.12);
        double pitch = (voice.equals("low") ? 110 : 200) * Synth.between(random, 0.95, 1.05);
        double tract = Synth.between(random, 0.97, 1.03);
        double start = Synth.between(random, 0.03, 0.12);
        double[] edges = new double[sounds.size() + 1];
        for (int i = 0; i < sounds.size(); i++) {
            edges[i + 1] = edges[i] + sounds.get(i).seconds() * tempo;
        }
        double[] hold = new double[2 * sounds.size()];
        double[][] formants = new double[3][hold.length];
        double[] loud = new double[hold.length];
        for (int i = 0; i < hold.length; i++) {
            int s = i / 2;
            double width = edges[s + 1] - edges[s];
            hold[i] = start + (i % 2 == 0 ? edges[s] + 0.3 * width : edges[s + 1] - 0.3 * width);
            double[] vowel = VOWELS.getOrDefault(vowelAt(sounds, s), new double[3]);
            for (int j = 0; j < 3; j++) {
                formants[j][i] = vowel[j] * tract;
            }
            loud[i] = sounds.get(s).voiced();
        }
        double end = edges[sounds.size()];
        double[] out = harmonics(hold, formants, pitch, start, end);
        double[] voiced = smooth(hold, loud, start, start + end);
        double most = 1e-6;
        for (int i = 0; i < out.length; i++) {
            out[i] *= voiced[i];
            most = Math.max(most, Math.abs(out[i]));
        }
        for (int i = 0; i < out.length; i++) {
            out[i] /= most;
        }
        for (int s = 0; s < sounds.size(); s++) {
            String noise = sounds.get(s).noise();
            if (noise != null) {
                hiss(out, NOISES.getOrDefault(noise, new double[3]), start + edges[s], start + edges[s + 1], random);
            }
        }
        return out;
    }

    /** Returns the vowel of a stretch; one without a voice takes that of the nearest stretch that has one. */
    private static String vowelAt(List<Sound> sounds, int at) {
        for (int distance = 0; distance < sounds.size(); distance++) {
            for (int i : new int[] {at - distance, at + distance}) {
                String vowel =
                        i < 0 || i >= sounds.size() ? null : sounds.get(i).vowel();
                if (vowel != null) {
                    return vowel;
                }
            }
        }
        throw new IllegalStateException("a word without a vowel");
    }

    private static double[] harmonics(double[] hold, double[][] formants, double pitch, double start, double end) {
        double[] out = new double[Synth.SAMPLES];
        double[] phase = new double[Synth.SAMPLES];
        double[] glide = new double[Synth.SAMPLES];
        double sum = 0;
        for (int i = 0; i < Synth.SAMPLES; i++) {
            glide[i] = pitch * (1.06 - 0.14 * Synth.clip((time(i) - start) / end));
            sum += 2 * Math.PI * glide[i] / Synth.RATE_HZ;
            phase[i] = sum;
        }
        double[] gain = new double[Synth.SAMPLES / COARSE + 1];
        for (int k = 1; k < (int) (4_000 / pitch); k++) {
            for (int g = 0; g < gain.length; g++) {
                int i = Math.min(g * COARSE, Synth.SAMPLES - 1);
                double hertz = k * glide[i];
                gain[g] = Math.pow(k, -0.35);
                for (int j = 0; j < 3; j++) {
                    double f = between(hold, formants[j], time(i));
                    double apart = f * f - hertz * hertz;
                    gain[g] *= f * f / Math.sqrt(apart * apart + 4 * hertz * hertz * WIDTHS[j] * WIDTHS[j]);
                }
            }
            for (int i = 0; i < Synth.SAMPLES; i++) {
                double share = i % COARSE / (double) COARSE;
                out[i] += ((1 - share) * gain[i / COARSE] + share * gain[i / COARSE + 1]) * Math.sin(k * phase[i]);
            }
        }
        return out;
    }

    private static double time(int sample) {
        return sample / (double) Synth.RATE_HZ;
    }

    /** Returns the value at a place between points, as on straight lines; beyond the ends, that of the end. */
    private static double between(double[] x, double[] y, double at) {
        if (at <= x[0]) {
            return y[0];
        }
        for (int i = 1; i < x.length; i++) {
            if (at < x[i]) {
                return y[i - 1] + (y[i] - y[i - 1]) * (at - x[i - 1]) / (x[i] - x[i - 1]);
            }
        }
        return y[y.length - 1];
    }

    /** Returns how loud the voice is, smoothed over 20 ms; silent outside the word. */
    private static double[] smooth(double[] hold, double[] loud, double from, double to) {
        int width = 320;
        double[] sums = new double[Synth.SAMPLES + 1];
        for (int i = 0; i < Synth.SAMPLES; i++) {
            boolean inside = time(i) >= from && time(i) < to;
            sums[i + 1] = sums[i] + (inside ? between(hold, loud, time(i)) : 0);
        }
        double[] smooth = new double[Synth.SAMPLES];
        for (int i = 0; i < Synth.SAMPLES; i++) {
            smooth[i] = (sums[Math.min(Synth.SAMPLES, i + width / 2)] - sums[Math.max(0, i - width / 2)]) / width;
        }
        return smooth;
    }

    private static void hiss(double[] out, double[] noise, double from, double to, Random random) {
        double[] real = new double[Synth.SAMPLES];
        double[] imaginary = new double[Synth.SAMPLES];
        for (int i = 0; i < real.length; i++) {
            real[i] = random.nextGaussian();
        }
        FFT.forward(real, imaginary);
        for (int i = 0; i < real.length; i++) {
            double hertz = Math.min(i, real.length - i) * (double) Synth.RATE_HZ / Synth.SAMPLES;
            double gain = Math.exp(-0.5 * Math.pow((hertz - noise[0]) / noise[1], 2));
            real[i] *= gain;
            imaginary[i] *= gain;
        }
        FFT.backward(real, imaginary);
        double most = 1e-9;
        for (double sample : real) {
            most = Math.max(most, Math.abs(sample));
        }
        for (int i = 0; i < out.length; i++) {
            out[i] += noise[2]
                    * real[i]
                    / most
                    * Synth.clip((time(i) - from) / 0.01)
                    * Synth.clip((to - time(i)) / 0.015);
        }
    }
}
