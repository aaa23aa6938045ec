package dev.polyphony.agent.engine;

import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.OutputRef;
import dev.polyphony.agent.Plan;
import dev.polyphony.agent.Task;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names the tasks of a whole plan, so that a task which was taken up while the plan was being written is known again by its
 * name, and no other task bears it. The same task is one that calls the same tool with the same inputs after the same tasks,
 * whatever the plan calls it: a plan that was asked for once more, or that another planner made, keeps what goes on already.
 */
final class EarlyNames {
    private final Map<String, Task> left = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Map<String, String> names = new HashMap<>();

    private EarlyNames(Plan plan, Collection<Task> early) {
        early.forEach(task -> left.put(task.id(), task));
        taken.addAll(left.keySet());
        plan.tasks().forEach(task -> taken.add(task.id()));
    }

    /** Returns the plan under these names; the plan itself if it has them. */
    static Plan given(Plan plan, Collection<Task> early) {
        return early.isEmpty() ? plan : new EarlyNames(plan, early).rename(plan);
    }

    private Plan rename(Plan plan) {
        List<Task> tasks = plan.tasks().stream().map(this::rename).toList();
        if (tasks.equals(plan.tasks())) {
            return plan;
        }
        List<OutputRef> deliverables =
                plan.deliverables().stream().map(this::rename).toList();
        return Plan.restored(new Draft(tasks, deliverables, plan.answer().orElse(null)));
    }

    /** All that it depends on has its name by then, since the plan is in order. */
    private Task rename(Task task) {
        Map<String, Input> inputs = new LinkedHashMap<>();
        task.inputs().forEach((port, input) -> inputs.put(port, rename(input)));
        List<String> after = task.after().stream().map(this::name).toList();
        Task same = left.get(task.id());
        if (same == null || !same.equals(new Task(same.id(), task.tool(), inputs, after))) {
            same = left.values().stream()
                    .filter(one -> one.equals(new Task(one.id(), task.tool(), inputs, after)))
                    .findFirst()
                    .orElse(null);
        }
        String name;
        if (same != null) {
            left.remove(same.id());
            name = same.id();
        } else {
            name = free(task.id());
        }
        names.put(task.id(), name);
        return new Task(name, task.tool(), inputs, after);
    }

    /** Returns the name, or one made of it that nobody bears. */
    private String free(String id) {
        if (!left.containsKey(id) && !names.containsValue(id)) {
            return id;
        }
        int number = 2;
        while (!taken.add(id + "-" + number)) {
            number++;
        }
        return id + "-" + number;
    }

    private Input rename(Input input) {
        if (input instanceof Input.Made made) {
            return new Input.Made(rename(made.output()), made.inferred());
        }
        return input instanceof Input.Many many
                ? new Input.Many(many.list().stream().map(this::rename).toList())
                : input;
    }

    private OutputRef rename(OutputRef ref) {
        return new OutputRef(name(ref.taskId()), ref.port());
    }

    private String name(String id) {
        return names.getOrDefault(id, id);
    }
}
