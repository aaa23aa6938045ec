package dev.polyphony.agent.engine;

import dev.polyphony.agent.Binding;
import dev.polyphony.agent.BindingSelector;
import dev.polyphony.agent.Tool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Chooses bindings by Thompson sampling: each is judged by one draw from what is known of its success (Beta) and of its
 * latency (log-normal), so that a binding of which little is known gets a chance, and a good one most of the calls. What the
 * draws may change is capped: in the given share of choices a draw may overrule the mean. Without any calls the order of
 * declaration holds. Seeded, so a run of choices can be repeated. Thread-safe.
 */
public final class ThompsonSelector implements BindingSelector {
    /** What a second of waiting is worth, in US dollars, against the price of a call. */
    private static final double USD_PER_SECOND = 0.001;

    private final Map<String, Arm> arms = new HashMap<>();
    private final Random random;
    private final double explorationShare;

    /** @param explorationShare share of choices in which a draw may overrule the mean, in [0, 1] */
    public ThompsonSelector(long seed, double explorationShare) {
        this.random = new Random(seed);
        this.explorationShare = explorationShare;
    }

    private record Scored(Binding binding, double value, int place, Arm arm) {}

    @Override
    public synchronized List<Choice> rank(Tool tool) {
        if (tool.bindings().size() == 1) {
            return List.of(new Choice(tool.bindings().get(0), "the only binding"));
        }
        boolean explore = random.nextDouble() < explorationShare;
        List<Scored> scored = new ArrayList<>();
        for (Binding binding : tool.bindings()) {
            Arm arm = arms.computeIfAbsent(key(tool.name(), binding.id()), k -> new Arm());
            double success = explore ? arm.drawSuccess(random) : arm.meanSuccess();
            double seconds = explore ? arm.drawSeconds(random) : arm.meanSeconds();
            double cost = binding.costUsd() + USD_PER_SECOND * seconds;
            scored.add(new Scored(binding, -cost / Math.max(success, 0.01), scored.size(), arm));
        }
        boolean nothingKnown = scored.stream().allMatch(s -> s.arm().calls() == 0);
        scored.sort(
                nothingKnown
                        ? Comparator.comparingInt(Scored::place)
                        : Comparator.comparingDouble(Scored::value).reversed().thenComparingInt(Scored::place));
        return scored.stream()
                .map(s -> new Choice(s.binding(), reason(s, scored.size(), explore, nothingKnown)))
                .toList();
    }

    private static String reason(Scored scored, int of, boolean explore, boolean nothingKnown) {
        if (nothingKnown) {
            return "number %d of %d as declared; no calls yet".formatted(scored.place() + 1, of);
        }
        return String.format(
                Locale.ROOT,
                "%s among %d: about %.2f s, %.0f %% of %d calls succeeded",
                explore ? "drawn" : "best expected",
                of,
                scored.arm().meanSeconds(),
                100 * scored.arm().meanSuccess(),
                scored.arm().calls());
    }

    @Override
    public synchronized void observed(Observation observation) {
        arms.computeIfAbsent(key(observation.tool(), observation.binding()), k -> new Arm())
                .add(observation.success(), observation.took().toNanos() / 1e9);
    }

    private static String key(String tool, String binding) {
        return tool + '\n' + binding;
    }

    /** What is known of one binding; old calls count less than new ones. */
    private static final class Arm {
        private static final double MEMORY = 0.98;

        private double successes;
        private double failures;
        private double weight;
        private double logMean;
        private double logSquares;
        private long calls;

        void add(boolean success, double seconds) {
            calls++;
            successes = MEMORY * successes + (success ? 1 : 0);
            failures = MEMORY * failures + (success ? 0 : 1);
            if (success) {
                double log = Math.log(Math.max(seconds, 1e-4));
                weight = MEMORY * weight + 1;
                double delta = log - logMean;
                logMean += delta / weight;
                logSquares = MEMORY * logSquares + delta * (log - logMean);
            }
        }

        long calls() {
            return calls;
        }

        double meanSuccess() {
            return (successes + 1) / (successes + failures + 2);
        }

        double meanSeconds() {
            return weight == 0 ? 1 : Math.exp(logMean);
        }

        double drawSuccess(Random random) {
            double good = gamma(successes + 1, random);
            double bad = gamma(failures + 1, random);
            return good / (good + bad);
        }

        double drawSeconds(Random random) {
            double spread = weight < 2 ? 1 : Math.sqrt(logSquares / weight / weight);
            return Math.exp((weight == 0 ? 0 : logMean) + spread * random.nextGaussian());
        }

        /** Marsaglia and Tsang (2000), for shapes of at least 1. */
        private static double gamma(double shape, Random random) {
            double d = shape - 1.0 / 3;
            double c = 1 / Math.sqrt(9 * d);
            while (true) {
                double x = random.nextGaussian();
                double v = Math.pow(1 + c * x, 3);
                if (v > 0 && Math.log(random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                    return d * v;
                }
            }
        }
    }
}
