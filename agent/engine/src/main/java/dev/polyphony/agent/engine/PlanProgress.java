package dev.polyphony.agent.engine;

import dev.polyphony.agent.Outcome;
import dev.polyphony.agent.Plan;
import dev.polyphony.agent.Task;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which tasks of a plan have ended, and which may start: the scheduling of a run, without threads and without time. A task
 * may start as soon as the last task that it depends on has succeeded. Tasks may come one by one, each after all that it
 * depends on, before the whole plan is known.
 */
final class PlanProgress {
    private final Map<String, Task> tasks = new LinkedHashMap<>();
    private final Map<String, Integer> open = new HashMap<>();
    private final Map<String, List<Task>> followers = new HashMap<>();
    private final Map<String, Outcome> outcomes = new LinkedHashMap<>();

    /** Adds a task; it is skipped at once if something that it depends on has ended without success. */
    void add(Task task) {
        tasks.put(task.id(), task);
        int waiting = 0;
        String cause = null;
        for (String id : task.dependencies()) {
            Outcome before = outcomes.get(id);
            if (before instanceof Outcome.Success) {
                continue;
            }
            waiting++;
            followers.computeIfAbsent(id, k -> new ArrayList<>()).add(task);
            if (before != null && cause == null) {
                cause = before instanceof Outcome.Skipped skipped ? skipped.cause() : id;
            }
        }
        open.put(task.id(), waiting);
        if (cause != null) {
            end(task.id(), new Outcome.Skipped(cause));
        }
    }

    /**
     * Takes the whole plan: adds the tasks that are new, and forgets those that it does not hold.
     *
     * @return those that are forgotten and have not ended
     */
    List<Task> accept(Plan plan) {
        Set<String> planned = plan.tasks().stream().map(Task::id).collect(Collectors.toSet());
        List<Task> forgotten =
                tasks.values().stream().filter(t -> !planned.contains(t.id())).toList();
        List<Task> unended = forgotten.stream().filter(t -> !ended(t.id())).toList();
        forgotten.forEach(this::forget);
        for (Task task : plan.tasks()) {
            // Put in anew, so that the tasks are in the order of the plan.
            if (tasks.remove(task.id()) == null) {
                add(task);
            } else {
                tasks.put(task.id(), task);
            }
        }
        return unended;
    }

    private void forget(Task task) {
        tasks.remove(task.id());
        open.remove(task.id());
        outcomes.remove(task.id());
        followers.remove(task.id());
        task.dependencies()
                .forEach(id -> followers.getOrDefault(id, new ArrayList<>()).remove(task));
    }

    /** Returns the tasks that are known, in order. */
    Collection<Task> tasks() {
        return tasks.values();
    }

    /** Returns the tasks that wait for nothing any more and have not ended. */
    List<Task> ready() {
        return tasks.values().stream()
                .filter(task -> open.getOrDefault(task.id(), 0) == 0 && !ended(task.id()))
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
        List<Task> stopped = tasks.values().stream()
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
        return outcomes.size() == tasks.size();
    }

    /** Returns how each ended task ended. */
    Map<String, Outcome> outcomes() {
        return outcomes;
    }
}
