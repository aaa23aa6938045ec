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
 * declaration holds. A binding without a success is taken to be as fast as the fastest one until it has been tried, and what
 * is known of one that is not called grows uncertain with every call of another, so that one that has become better is found.
 * Seeded, so a run of choices can be repeated. Thread-safe.
 */
public final class ThompsonSelector implements BindingSelector {
    /** What a second of waiting is worth, in US dollars, against the price of a call. */
    private static final double USD_PER_SECOND = 0.001;

    private final Map<String, Arms> tools = new HashMap<>();
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
        Arms arms = arms(tool.name());
        double fastest = arms.fastest();
        List<Scored> scored = new ArrayList<>();
        for (Binding binding : tool.bindings()) {
            Arm arm = arms.of(binding.id());
            double certainty = arms.certainty(arm);
            double success = explore ? arm.drawSuccess(random, certainty) : arm.meanSuccess();
            double seconds = explore ? arm.drawSeconds(random, certainty, fastest) : arm.meanSeconds(fastest);
            double cost = binding.costUsd() + USD_PER_SECOND * seconds;
            scored.add(new Scored(binding, -cost / Math.max(success, 0.01), scored.size(), arm));
        }
        boolean nothingKnown = scored.stream().allMatch(s -> s.arm().calls() == 0);
        scored.sort(
                nothingKnown
                        ? Comparator.comparingInt(Scored::place)
                        : Comparator.comparingDouble(Scored::value).reversed().thenComparingInt(Scored::place));
        return scored.stream()
                .map(s -> new Choice(s.binding(), reason(s, scored.size(), explore, nothingKnown, fastest)))
                .toList();
    }

    private static String reason(Scored scored, int of, boolean explore, boolean nothingKnown, double fastest) {
        if (nothingKnown) {
            return "number %d of %d as declared; no calls yet".formatted(scored.place() + 1, of);
        }
        return String.format(
                Locale.ROOT,
                "%s among %d: about %.2f s, %.0f %% of %d calls succeeded",
                explore ? "drawn" : "best expected",
                of,
                scored.arm().meanSeconds(fastest),
                100 * scored.arm().meanSuccess(),
                scored.arm().calls());
    }

    @Override
    public synchronized void observed(Observation observation) {
        arms(observation.tool())
                .add(
                        observation.binding(),
                        observation.success(),
                        observation.took().toNanos() / 1e9);
    }

    private Arms arms(String tool) {
        return tools.computeIfAbsent(tool, name -> new Arms());
    }

    /** What is known of the bindings of one tool. */
    private static final class Arms {
        private final Map<String, Arm> byBinding = new HashMap<>();
        private long calls;

        Arm of(String binding) {
            return byBinding.computeIfAbsent(binding, id -> new Arm());
        }

        void add(String binding, boolean success, double seconds) {
            calls++;
            of(binding).add(success, seconds, calls);
        }

        /** Returns the mean time of the fastest binding, in seconds; one where none has succeeded. */
        double fastest() {
            return byBinding.values().stream()
                    .filter(Arm::hasSucceeded)
                    .mapToDouble(arm -> arm.meanSeconds(1))
                    .min()
                    .orElse(1);
        }

        /** Returns how much what is known of a binding is worth still, in (0, 1]. */
        double certainty(Arm arm) {
            return Math.pow(Arm.MEMORY, calls - arm.lastCall);
        }
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
        private long lastCall;

        /** @param number which call of the tool this was */
        void add(boolean success, double seconds, long number) {
            calls++;
            lastCall = number;
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

        boolean hasSucceeded() {
            return weight > 0;
        }

        double meanSeconds(double ifUnknown) {
            return hasSucceeded() ? Math.exp(logMean) : ifUnknown;
        }

        double drawSuccess(Random random, double certainty) {
            double good = gamma(certainty * successes + 1, random);
            double bad = gamma(certainty * failures + 1, random);
            return good / (good + bad);
        }

        /** One call of spread 1 is assumed beside those that were seen. */
        double drawSeconds(Random random, double certainty, double ifUnknown) {
            double seen = certainty * weight;
            double variance = (certainty * logSquares + 1) / (seen + 1);
            double spread = Math.min(1, Math.sqrt(variance / Math.max(seen, 1e-9)));
            return meanSeconds(ifUnknown) * Math.exp(spread * random.nextGaussian());
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
