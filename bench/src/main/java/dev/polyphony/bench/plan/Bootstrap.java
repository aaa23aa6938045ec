package dev.polyphony.bench.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** How sure a figure is: intervals of 95 % over {@value #RESAMPLES} resamples of the samples, with a fixed seed. */
final class Bootstrap {
    private static final int RESAMPLES = 2_000;
    private static final long SEED = 20_260_101L;

    private Bootstrap() {}

    /**
     * An interval.
     *
     * @param low its lower end
     * @param high its upper end
     */
    record Interval(double low, double high) {}

    /** Returns the interval of a figure of pooled counts. */
    static Interval of(List<Tallied> samples, ToDoubleFunction<Tallied> figure) {
        return interval(samples.size(), drawn -> figure.applyAsDouble(pooled(samples, drawn)));
    }

    /** Returns the interval of the difference of a figure between two planners on the same samples. */
    static Interval difference(List<Tallied> a, List<Tallied> b, ToDoubleFunction<Tallied> figure) {
        if (a.size() != b.size()) {
            throw new IllegalArgumentException(
                    "%d and %d samples: both must be of the same requests".formatted(a.size(), b.size()));
        }
        return interval(
                a.size(), drawn -> figure.applyAsDouble(pooled(a, drawn)) - figure.applyAsDouble(pooled(b, drawn)));
    }

    private static Interval interval(int samples, ToDoubleFunction<int[]> figure) {
        if (samples == 0) {
            return new Interval(Double.NaN, Double.NaN);
        }
        Random random = new Random(SEED);
        double[] figures = new double[RESAMPLES];
        int[] drawn = new int[samples];
        for (int r = 0; r < RESAMPLES; r++) {
            for (int i = 0; i < samples; i++) {
                drawn[i] = random.nextInt(samples);
            }
            figures[r] = figure.applyAsDouble(drawn);
        }
        Arrays.sort(figures);
        return new Interval(figures[RESAMPLES * 25 / 1000], figures[RESAMPLES * 975 / 1000 - 1]);
    }

    private static Tallied pooled(List<Tallied> samples, int[] drawn) {
        return Tallied.sum(Arrays.stream(drawn).mapToObj(samples::get).toList());
    }
}
