package dev.polyphony.agent.engine;

import dev.polyphony.agent.Binding;
import dev.polyphony.agent.Estimate;
import dev.polyphony.agent.Outcome;
import dev.polyphony.agent.Plan;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges by past calls what a plan would take. Changes nothing, and asks no selector, which might learn from it. */
final class Estimates {
    private final Parts parts;
    private final Map<String, Outcome> kept = new HashMap<>();
    private final Map<String, Duration> ends = new HashMap<>();

    private Estimates(Parts parts) {
        this.parts = parts;
    }

    static Estimate of(Plan plan, Parts parts) {
        return new Estimates(parts).of(plan);
    }

    private Estimate of(Plan plan) {
        List<Estimate.OfTask> tasks = new ArrayList<>();
        for (Task task : plan.tasks()) {
            Estimate.OfTask one = of(task, parts.toolbox().find(task.tool()).orElseThrow());
            Duration start = task.dependencies().stream()
                    .map(id -> ends.getOrDefault(id, Duration.ZERO))
                    .max(Comparator.naturalOrder())
                    .orElse(Duration.ZERO);
            ends.put(task.id(), one.time() == null ? start : start.plus(one.time()));
            tasks.add(one);
        }
        return new Estimate(
                ends.values().stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO),
                tasks.stream().mapToDouble(Estimate.OfTask::costUsd).sum(),
                tasks);
    }

    private Estimate.OfTask of(Task task, Tool tool) {
        Binding binding = expected(tool);
        Outcome.Success before = found(task, tool);
        if (before != null) {
            kept.put(task.id(), before);
            return new Estimate.OfTask(task.id(), binding.id(), Duration.ZERO, 0, true, List.of(), List.of());
        }
        Health health = parts.health().of(tool, binding);
        List<String> away = tool.bindings().stream()
                .filter(one -> !one.local())
                .map(Binding::id)
                .toList();
        List<String> sent = tool.signature().inputs().stream()
                .map(Port::name)
                .filter(port -> !away.isEmpty() && task.inputs().containsKey(port))
                .toList();
        return new Estimate.OfTask(
                task.id(),
                binding.id(),
                health.successes() == 0 ? null : health.median(),
                binding.costUsd(),
                false,
                sent,
                away);
    }

    private Outcome.@Nullable Success found(Task task, Tool tool) {
        return tool.traits().pure() && kept.keySet().containsAll(task.dependencies())
                ? Kept.find(parts, new TaskInputs(tool, task, kept, parts.store()))
                : null;
    }

    /** Returns the binding that served most calls so far, of those that are not shut; the first one if none did. */
    private Binding expected(Tool tool) {
        return tool.bindings().stream()
                .filter(one -> parts.health().of(tool, one).breaker().lets())
                .max(Comparator.comparingLong(
                        one -> parts.health().of(tool, one).successes()))
                .orElse(tool.bindings().get(0));
    }
}
