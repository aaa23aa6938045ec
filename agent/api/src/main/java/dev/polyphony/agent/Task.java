package dev.polyphony.agent;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One call of a tool in a plan.
 *
 * @param id unique in the plan
 * @param tool name of the tool
 * @param inputs what fills its input ports, by port name
 * @param after tasks that must have succeeded before, beyond those whose outputs it takes
 */
public record Task(String id, String tool, Map<String, Input> inputs, List<String> after) {
    public Task {
        inputs = Ordered.copyOf(inputs);
        after = List.copyOf(after);
    }

    /** Returns a task without order-only dependencies. */
    public static Task of(String id, String tool, Map<String, Input> inputs) {
        return new Task(id, tool, inputs, List.of());
    }

    /** Returns the ids of all tasks that must have succeeded before this one, in the order of first mention. */
    public Set<String> dependencies() {
        Set<String> ids = new LinkedHashSet<>();
        for (Input input : inputs.values()) {
            if (input instanceof Input.Many many) {
                many.list().forEach(item -> addSource(item, ids));
            } else {
                addSource(input, ids);
            }
        }
        ids.addAll(after);
        return ids;
    }

    private static void addSource(Input input, Set<String> ids) {
        if (input instanceof Input.Made made) {
            ids.add(made.output().taskId());
        }
    }
}
