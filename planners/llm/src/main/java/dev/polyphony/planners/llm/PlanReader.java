package dev.polyphony.planners.llm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.OutputRef;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Signature;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Toolbox;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a draft from the JSON that a language model wrote. It takes the forms that models slip into (inputs as an object, a
 * bare name where a reference is meant, an output left out where the tool has one) and leaves all judgement to the check of
 * plans: what it cannot make sense of ends up in the draft, to be found there.
 */
final class PlanReader {
    private final Toolbox toolbox;
    private final Handles handles;
    private final Map<String, Signature> toolOf = new HashMap<>();

    private int read;

    /** Returns a reader of the tasks of one plan, as they come. */
    PlanReader(Toolbox toolbox, Handles handles) {
        this.toolbox = toolbox;
        this.handles = handles;
    }

    /** Returns the next task; it may name those before it. */
    Task next(JsonNode json) {
        note(json, read);
        return task(json, read++);
    }

    /** Returns the draft. */
    static Draft read(JsonNode json, Toolbox toolbox, Handles handles) {
        return new PlanReader(toolbox, handles).draft(json);
    }

    /** Returns true if the object looks like a plan at all. */
    static boolean isPlan(JsonNode json) {
        return json.path("tasks").isArray() || json.path("answer").isTextual();
    }

    private Draft draft(JsonNode json) {
        List<JsonNode> tasks = new ArrayList<>();
        json.path("tasks").forEach(tasks::add);
        for (int i = 0; i < tasks.size(); i++) {
            note(tasks.get(i), i);
        }
        List<Task> read = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            read.add(task(tasks.get(i), i));
        }
        String answer = json.path("answer").asText("");
        if (read.isEmpty() && answer.isBlank()) {
            answer = json.path("reason").asText("");
        }
        boolean silent = answer.isBlank() || json.path("answer").isNull();
        return new Draft(
                read, read.isEmpty() ? List.of() : deliverables(json), silent || !read.isEmpty() ? null : answer);
    }

    private void note(JsonNode json, int index) {
        Tool tool = toolbox.find(text(json, "tool")).orElse(null);
        if (tool != null) {
            toolOf.putIfAbsent(idOf(json, index), tool.signature());
        }
    }

    private Task task(JsonNode json, int index) {
        String tool = text(json, "tool");
        Signature signature = toolbox.find(tool).map(Tool::signature).orElse(null);
        Map<String, Input> inputs = new LinkedHashMap<>();
        JsonNode given = json.has("inputs") ? json.path("inputs") : json.path("args");
        if (given.isObject()) {
            given.fields().forEachRemaining(one -> put(inputs, signature, one.getKey(), one.getValue()));
        } else {
            given.forEach(one -> put(inputs, signature, text(one, "name"), one.path("value")));
        }
        List<String> after = new ArrayList<>();
        json.path("after").forEach(id -> after.add(id.asText()));
        return new Task(idOf(json, index), tool, inputs, after);
    }

    private void put(Map<String, Input> inputs, @Nullable Signature signature, String name, JsonNode value) {
        Port port = signature == null ? null : signature.input(name).orElse(null);
        List<Input> items = new ArrayList<>();
        collect(value, port, items);
        if (items.isEmpty() && !value.isArray()) {
            return;
        }
        Input before = inputs.get(name);
        if (before != null) {
            items.addAll(0, before.items().toList());
        }
        inputs.put(name, items.size() == 1 ? items.get(0) : new Input.Many(items));
    }

    private void collect(JsonNode value, @Nullable Port port, List<Input> items) {
        if (value.isArray()) {
            value.forEach(item -> collect(item, port, items));
        } else if (!value.isNull() && !value.isMissingNode()) {
            items.add(item(value, port));
        }
    }

    private Input item(JsonNode value, @Nullable Port port) {
        if (value.path("artifact").isTextual()) {
            return new Input.Given(handles.id(value.path("artifact").asText()));
        }
        if (value.path("task").isValueNode() && !value.path("task").isMissingNode()) {
            String task = value.path("task").asText();
            return Input.Made.by(task, portOf(task, value.path("port").asText(""), port));
        }
        if (value.isObject()) {
            for (String name : List.of("text", "literal", "value")) {
                if (value.path(name).isValueNode()) {
                    return item(value.path(name), port);
                }
            }
            return new Input.Literal(value.toString());
        }
        String words = plain(value);
        if (port != null && port.modality() != Modality.TEXT) {
            if (handles.has(words)) {
                return new Input.Given(handles.id(words));
            }
            if (toolOf.containsKey(words)) {
                return Input.Made.by(words, portOf(words, "", port));
            }
        }
        return new Input.Literal(words);
    }

    /** Returns the output that is meant where none is named: the only one, or the only one that fits the input. */
    private String portOf(String task, String named, @Nullable Port wanted) {
        Signature source = toolOf.get(task);
        if (!named.isBlank() || source == null) {
            return named;
        }
        if (source.outputs().size() == 1) {
            return source.outputs().get(0).name();
        }
        List<Port> fitting = source.outputs().stream()
                .filter(output -> wanted != null && output.modality() == wanted.modality())
                .toList();
        if (fitting.size() > 1) {
            fitting = fitting.stream()
                    .filter(output -> wanted != null && isMany(output) == isMany(wanted))
                    .toList();
        }
        return fitting.size() == 1 ? fitting.get(0).name() : named;
    }

    private static boolean isMany(Port port) {
        return port.isList();
    }

    private List<OutputRef> deliverables(JsonNode json) {
        List<OutputRef> refs = new ArrayList<>();
        json.path("deliverables").forEach(one -> {
            String task = one.isObject() ? text(one, "task") : one.asText();
            String port = portOf(task, one.path("port").asText(""), null);
            Signature source = toolOf.get(task);
            if (port.isBlank() && source != null) {
                source.outputs().forEach(output -> refs.add(new OutputRef(task, output.name())));
            } else {
                refs.add(new OutputRef(task, port));
            }
        });
        return refs;
    }

    private static String idOf(JsonNode task, int index) {
        String id = text(task, "id");
        return id.isBlank() ? "t" + (index + 1) : id;
    }

    private static String text(JsonNode json, String member) {
        return json.path(member).asText("");
    }

    private static String plain(JsonNode scalar) {
        if (!scalar.isFloatingPointNumber() || !Double.isFinite(scalar.doubleValue())) {
            return scalar.asText();
        }
        BigDecimal number = new BigDecimal(scalar.asText());
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
