package dev.polyphony.planners.llm;

import dev.polyphony.agent.Embedder;
import dev.polyphony.agent.PlanCheck;
import dev.polyphony.agent.PlanLimits;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Toolbox;
import dev.polyphony.prompts.PlanExample;
import dev.polyphony.prompts.PlanPool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the examples that a prompt shows: of those that could be run with the tools at hand the likest ones by meaning, at
 * most two with the same tools; without an embedder the few that are the same for every request. Thread-safe; what can be
 * run is found out, and vectors are made, once a toolbox.
 */
final class Shots {
    private static final int MOST_ALIKE = 2;

    private final @Nullable Embedder embedder;
    private final Map<Toolbox, Drawn> known = new WeakHashMap<>();

    /** Examples with their vectors, in the same order. */
    private record Drawn(List<PlanExample> examples, List<float[]> vectors) {}

    Shots(@Nullable Embedder embedder) {
        this.embedder = embedder;
    }

    /** Returns at most so many examples, the likest last: next to what is asked. */
    List<PlanExample> of(String request, Toolbox toolbox, int most) {
        Drawn drawn = drawn(toolbox);
        if (embedder == null || drawn.examples().isEmpty()) {
            return drawn.examples().stream().limit(most).toList();
        }
        float[] asked = embedder.embed(List.of(request)).get(0);
        double[] like = drawn.vectors().stream().mapToDouble(v -> dot(asked, v)).toArray();
        List<PlanExample> chosen = new ArrayList<>();
        Map<List<String>, Integer> alike = new HashMap<>();
        IntStream.range(0, like.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -like[i]))
                .map(drawn.examples()::get)
                .filter(e -> alike.merge(tools(e), 1, Integer::sum) <= MOST_ALIKE)
                .limit(most)
                .forEach(e -> chosen.add(0, e));
        return List.copyOf(chosen);
    }

    private static List<PlanExample> runnable(Toolbox toolbox) {
        return PlanExample.all().stream()
                .filter(example -> PlanCheck.check(example.draft(), toolbox, example.attachments(), PlanLimits.DEFAULT)
                        .findings()
                        .isEmpty())
                .toList();
    }

    private Drawn drawn(Toolbox toolbox) {
        synchronized (known) {
            return known.computeIfAbsent(toolbox, tools -> {
                if (embedder == null) {
                    return new Drawn(runnable(tools), List.of());
                }
                List<PlanExample> all = Stream.concat(runnable(tools).stream(), PlanPool.over(tools).stream())
                        .toList();
                List<String> requests = all.stream().map(PlanExample::request).toList();
                return new Drawn(all, all.isEmpty() ? List.of() : embedder.embed(requests));
            });
        }
    }

    private static List<String> tools(PlanExample example) {
        return example.draft().tasks().stream().map(Task::tool).sorted().toList();
    }

    private static double dot(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
