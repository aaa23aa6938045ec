package dev.polyphony.planners.llm;

import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.OutputRef;
import dev.polyphony.agent.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A draft in the form in which language models write one: inputs as a list of names and values, short artifact names. */
final class PlanTree {
    private PlanTree() {}

    static Map<String, @Nullable Object> of(Draft draft, Handles handles) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("tasks", draft.tasks().stream().map(t -> task(t, handles)).toList());
        tree.put(
                "deliverables", draft.deliverables().stream().map(PlanTree::ref).toList());
        tree.put("answer", draft.answer());
        return tree;
    }

    private static Map<String, Object> task(Task task, Handles handles) {
        List<Object> inputs = new ArrayList<>();
        task.inputs().forEach((name, input) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", name);
            one.put("value", value(input, handles));
            inputs.add(one);
        });
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", task.id());
        tree.put("tool", task.tool());
        tree.put("inputs", inputs);
        if (!task.after().isEmpty()) {
            tree.put("after", task.after());
        }
        return tree;
    }

    private static Object value(Input input, Handles handles) {
        if (input instanceof Input.Literal literal) {
            return literal.text();
        }
        if (input instanceof Input.Given given) {
            return Map.of("artifact", handles.of(given.artifactId()));
        }
        if (input instanceof Input.Made made) {
            return ref(made.output());
        }
        return input.items().map(item -> value(item, handles)).toList();
    }

    private static Map<String, Object> ref(OutputRef ref) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("task", ref.taskId());
        tree.put("port", ref.port());
        return tree;
    }
}
