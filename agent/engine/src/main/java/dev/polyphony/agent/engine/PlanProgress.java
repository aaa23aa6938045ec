package dev.polyphony.agent.engine;

import dev.polyphony.agent.Outcome;
import dev.polyphony.agent.Plan;
import dev.polyphony.agent.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which tasks of a plan have ended, and which may start: the scheduling of a run, without threads and without time. A task
 * may start as soon as the last task that it depends on has succeeded.
 */
final class PlanProgress {
    private final Plan plan;
    private final Map<String, Integer> open = new HashMap<>();
    private final Map<String, List<Task>> followers = new HashMap<>();
    private final Map<String, Outcome> outcomes = new LinkedHashMap<>();

    PlanProgress(Plan plan) {
        this.plan = plan;
        for (Task task : plan.tasks()) {
            var dependencies = task.dependencies();
            open.put(task.id(), dependencies.size());
            dependencies.forEach(
                    id -> followers.computeIfAbsent(id, k -> new ArrayList<>()).add(task));
        }
    }

    /** Returns the tasks that wait for nothing. */
    List<Task> roots() {
        return plan.tasks().stream()
                .filter(task -> task.dependencies().isEmpty())
                .toList();
    }

    /** Notes that a task succeeded; returns the tasks that may start now. */
    List<Task> succeeded(String taskId, Outcome.Success success) {
        end(taskId, success);
        List<Task> ready = new ArrayList<>();
        for (Task task : followers.getOrDefault(taskId, List.of())) {
            if (open.merge(task.id(), -1, Integer::sum) == 0 && !outcomes.containsKey(task.id())) {
                ready.add(task);
            }
        }
        return ready;
    }

    /** Notes that a task failed; returns all that depends on it, directly or not, now skipped. */
    List<Task> failed(String taskId, Outcome.Failure failure) {
        end(taskId, failure);
        List<Task> skipped = new ArrayList<>();
        List<String> causes = new ArrayList<>(List.of(taskId));
        for (int i = 0; i < causes.size(); i++) {
            for (Task task : followers.getOrDefault(causes.get(i), List.of())) {
                if (!outcomes.containsKey(task.id())) {
                    end(task.id(), new Outcome.Skipped(taskId));
                    skipped.add(task);
                    causes.add(task.id());
                }
            }
        }
        return skipped;
    }

    /** Notes that all tasks that have not ended are cancelled; returns them in plan order. */
    List<Task> cancelled() {
        List<Task> stopped = plan.tasks().stream()
                .filter(task -> !outcomes.containsKey(task.id()))
                .toList();
        stopped.forEach(task -> end(task.id(), new Outcome.Cancelled()));
        return stopped;
    }

    private void end(String taskId, Outcome outcome) {
        if (outcomes.putIfAbsent(taskId, outcome) != null) {
            throw new IllegalStateException("task \"%s\" ended twice".formatted(taskId));
        }
    }

    /** Returns true if the task has ended. */
    boolean ended(String taskId) {
        return outcomes.containsKey(taskId);
    }

    /** Returns true if every task has ended. */
    boolean ended() {
        return outcomes.size() == plan.tasks().size();
    }

    /** Returns how each ended task ended. */
    Map<String, Outcome> outcomes() {
        return outcomes;
    }
}
