package dev.polyphony.bench.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A request of known shape: what has to be run, in what order, and how long each part takes.
 *
 * @param id as the specification of the benchmarks names it: {@code S2}; {@code S6-7} is the seventh random one
 * @param llm how long the language model takes for one call
 * @param steps the tasks, each after those that it needs
 */
public record Scenario(String id, Duration llm, List<Step> steps) {
    public Scenario {
        steps = List.copyOf(steps);
    }

    /** Returns the step of this id. */
    public Step step(String stepId) {
        return steps.stream()
                .filter(step -> step.id().equals(stepId))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the longest way through the tasks, which no runner can beat however many machines it has. */
    public Duration path() {
        Map<String, Duration> ends = new HashMap<>();
        Duration longest = Duration.ZERO;
        for (Step step : steps) {
            Duration start = step.needs().stream()
                    .map(id -> ends.getOrDefault(id, Duration.ZERO))
                    .max(Duration::compareTo)
                    .orElse(Duration.ZERO);
            Duration end = start.plus(step.takes());
            ends.put(step.id(), end);
            longest = end.compareTo(longest) > 0 ? end : longest;
        }
        return longest;
    }

    /** Returns the least time that a request can take: one call for the plan, the longest path, one call for the answer. */
    public Duration ideal() {
        return llm.multipliedBy(2).plus(path());
    }

    /** Returns the steps in groups: each step one group after the last one that it needs. */
    public List<List<Step>> levels() {
        Map<String, Integer> levels = new HashMap<>();
        List<List<Step>> groups = new ArrayList<>();
        for (Step step : steps) {
            int level = step.needs().stream()
                    .mapToInt(id -> 1 + levels.getOrDefault(id, 0))
                    .max()
                    .orElse(0);
            levels.put(step.id(), level);
            if (level == groups.size()) {
                groups.add(new ArrayList<>());
            }
            groups.get(level).add(step);
        }
        return groups;
    }
}
