package dev.polyphony.bench.nano;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Says which digit is spoken: a small net of one hidden layer on 32 x 32 averaged levels, trained on freshly spoken digits with
 * noise. Immutable once trained; thread-safe.
 */
final class DigitJudge {
    private static final int SIDE = 32;
    private static final int IN = SIDE * SIDE;
    private static final int HIDDEN = 48;
    private static final int OUT = 10;
    private static final int COPIES = 24;
    private static final int CHECKED = 10;
    private static final int EPOCHS = 30;
    private static final double RATE = 0.02;
    private static final double FLOOR_DB = -50;

    private final float[][] in = new float[HIDDEN][IN];
    private final float[] inBias = new float[HIDDEN];
    private final float[][] out = new float[OUT][HIDDEN];
    private final float[] outBias = new float[OUT];
    private final double accuracy;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Example(float[] features, int digit) {}

    private DigitJudge(long seed) {
        Random random = new Random(seed);
        for (float[] row : in) {
            fill(row, random, Math.sqrt(1.0 / IN));
        }
        for (float[] row : out) {
            fill(row, random, Math.sqrt(1.0 / HIDDEN));
        }
        List<Example> examples = spoken(random, COPIES);
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            java.util.Collections.shuffle(examples, random);
            double rate = RATE * (1 - epoch / (double) EPOCHS);
            examples.forEach(example -> learn(example, rate, random));
        }
        List<Example> fresh = spoken(random, CHECKED);
        accuracy = fresh.stream().filter(e -> guess(e.features()) == e.digit()).count() / (double) fresh.size();
    }

    /** Trains a judge; takes some seconds. */
    static DigitJudge trained(long seed) {
        return new DigitJudge(seed);
    }

    private static void fill(float[] row, Random random, double scale) {
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) (random.nextGaussian() * scale);
        }
    }

    private static List<Example> spoken(Random random, int copies) {
        List<Example> examples = new ArrayList<>();
        for (int digit = 0; digit < OUT; digit++) {
            for (String voice : List.of("low", "high")) {
                Thing thing = Thing.of("the digit %s in a %s voice".formatted(Thing.DIGITS.get(digit), voice));
                for (int i = 0; i < copies; i++) {
                    examples.add(new Example(features(Synth.wave(thing, random)), digit));
                }
            }
        }
        return examples;
    }

    /** Returns levels, 0 for -50 dB and less, 1 for a full-scale sine; loudness is evened out before. */
    private static float[] features(float[] wave) {
        double most = 1e-6;
        for (float sample : wave) {
            most = Math.max(most, Math.abs(sample));
        }
        double[][] frames = SoundJudge.spectrogram(wave);
        float[] features = new float[IN];
        for (int k = 0; k < frames.length; k++) {
            for (int b = 0; b < frames[k].length; b++) {
                double decibels = 20 * Math.log10(Math.max(frames[k][b] / most * 0.7, 1e-4));
                features[k / 2 * SIDE + b / 8] += (float) (1 - Math.max(decibels, FLOOR_DB) / FLOOR_DB) / 16;
            }
        }
        return features;
    }

    private float[] hidden(float[] x) {
        float[] h = new float[HIDDEN];
        for (int i = 0; i < HIDDEN; i++) {
            float sum = inBias[i];
            for (int j = 0; j < IN; j++) {
                sum += in[i][j] * x[j];
            }
            h[i] = Math.max(0, sum);
        }
        return h;
    }

    private double[] shares(float[] h) {
        double[] shares = new double[OUT];
        double all = 0;
        for (int i = 0; i < OUT; i++) {
            double sum = outBias[i];
            for (int j = 0; j < HIDDEN; j++) {
                sum += out[i][j] * h[j];
            }
            shares[i] = Math.exp(Math.min(60, sum));
            all += shares[i];
        }
        for (int i = 0; i < OUT; i++) {
            shares[i] /= all;
        }
        return shares;
    }

    private void learn(Example example, double rate, Random random) {
        float[] x = example.features().clone();
        for (int j = 0; j < IN; j++) {
            x[j] += (float) (0.05 * random.nextGaussian());
        }
        float[] h = hidden(x);
        double[] wrong = shares(h);
        wrong[example.digit()] -= 1;
        float[] back = new float[HIDDEN];
        for (int i = 0; i < OUT; i++) {
            for (int j = 0; j < HIDDEN; j++) {
                back[j] += (float) (wrong[i] * out[i][j]);
                out[i][j] -= (float) (rate * wrong[i] * h[j]);
            }
            outBias[i] -= (float) (rate * wrong[i]);
        }
        for (int i = 0; i < HIDDEN; i++) {
            if (h[i] > 0) {
                float step = (float) (rate * back[i]);
                for (int j = 0; j < IN; j++) {
                    in[i][j] -= step * x[j];
                }
                inBias[i] -= step;
            }
        }
    }

    private int guess(float[] features) {
        double[] shares = shares(hidden(features));
        int best = 0;
        for (int i = 1; i < OUT; i++) {
            best = shares[i] > shares[best] ? i : best;
        }
        return best;
    }

    /** Returns the digit that is spoken, in words. */
    String digit(float[] wave) {
        return Thing.DIGITS.get(guess(features(wave)));
    }

    /** Returns the share of digits that it tells right, freshly spoken. */
    double accuracy() {
        return accuracy;
    }
}
