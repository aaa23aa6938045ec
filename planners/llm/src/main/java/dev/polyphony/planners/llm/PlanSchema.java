package dev.polyphony.planners.llm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Signature;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Toolbox;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The JSON schema of a plan over given tools and artifacts: a model that keeps to it can name neither a tool, an input nor an
 * artifact that does not exist, nor put words where a picture belongs. Written in the part of JSON schema that all
 * constraining servers know: every object closed, every member required, no maps with free keys.
 */
final class PlanSchema {
    /** Above this the schema lists names without saying which input belongs to which tool. */
    private static final int MOST_TOOLS = 64;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Collection<String> handles;

    private PlanSchema(Collection<String> handles) {
        this.handles = handles;
    }

    /** What a schema depends on. */
    record Over(Toolbox toolbox, List<String> handles) {
        Over {
            handles = List.copyOf(handles);
        }

        static Over of(Toolbox toolbox, Handles handles) {
            return new Over(toolbox, List.copyOf(handles.all().keySet()));
        }
    }

    /** Returns the schema, as JSON. */
    static String of(Over what) {
        return of(what.toolbox().tools(), what.handles());
    }

    /** Returns the schema, as JSON. */
    static String of(List<Tool> tools, Handles handles) {
        return of(tools, handles.all().keySet());
    }

    private static String of(List<Tool> tools, Collection<String> handles) {
        return new PlanSchema(handles)
                .root(tools.stream().map(Tool::signature).toList())
                .toString();
    }

    /**
     * Returns the schema of a plan in the short form: tools in order, with the words that some work on. At least one is to be
     * named, if only {@link ShortPlan#NONE}: small models end a list that may be empty before they have thought.
     */
    static String ofNames(List<Tool> tools) {
        List<String> names = new ArrayList<>(tools.stream().map(Tool::name).toList());
        names.add(ShortPlan.NONE);
        ObjectNode task = NODES.objectNode();
        task.set("tool", oneOf(names));
        task.putObject("words").putArray("type").add("string").add("null");
        ObjectNode root = NODES.objectNode();
        root.set("tasks", arrayOf(closed(task)).put("minItems", 1));
        return closed(root).toString();
    }

    /** Returns the schema of a choice among these ids, as JSON. */
    static String choice(List<String> ids) {
        ObjectNode properties = NODES.objectNode();
        properties.set("id", oneOf(ids));
        properties.set("reason", type("string"));
        return closed(properties).toString();
    }

    private ObjectNode root(List<Signature> tools) {
        ObjectNode properties = NODES.objectNode();
        properties.set("tasks", arrayOf(task(tools)));
        properties.set("deliverables", arrayOf(ref("made")));
        ObjectNode answer = properties.putObject("answer");
        answer.putArray("type").add("string").add("null");
        ObjectNode root = closed(properties);
        ObjectNode defs = root.putObject("$defs");
        ObjectNode made = NODES.objectNode();
        made.set("task", type("string"));
        made.set("port", type("string"));
        defs.set("made", closed(made));
        if (!handles.isEmpty()) {
            ObjectNode given = NODES.objectNode();
            given.set("artifact", oneOf(handles));
            defs.set("given", closed(given));
        }
        return root;
    }

    private ObjectNode task(List<Signature> tools) {
        if (tools.isEmpty() || tools.size() > MOST_TOOLS) {
            return task(tools.stream().map(Signature::name).toList(), anyInput());
        }
        return anyOf(tools.stream()
                .map(tool -> task(List.of(tool.name()), input(tool.inputs())))
                .toList());
    }

    private static ObjectNode task(List<String> names, ObjectNode input) {
        ObjectNode properties = NODES.objectNode();
        properties.set("id", type("string"));
        properties.set("tool", names.isEmpty() ? type("string") : oneOf(names));
        properties.set("inputs", arrayOf(input));
        return closed(properties);
    }

    private ObjectNode input(List<Port> ports) {
        return ports.isEmpty()
                ? anyInput()
                : anyOf(ports.stream()
                        .map(port -> input(oneOf(List.of(port.name())), value(port)))
                        .toList());
    }

    private ObjectNode anyInput() {
        ObjectNode item = anyOf(sources(true));
        return input(type("string"), anyOf(List.of(item, arrayOf(item))));
    }

    private static ObjectNode input(ObjectNode name, ObjectNode value) {
        ObjectNode properties = NODES.objectNode();
        properties.set("name", name);
        properties.set("value", value);
        return closed(properties);
    }

    private ObjectNode value(Port port) {
        if (!port.choices().isEmpty()) {
            return oneOf(port.choices());
        }
        if (port.isParameter()) {
            return type(port.min() != null || port.max() != null ? "number" : "string");
        }
        ObjectNode item = anyOf(sources(port.modality() == Modality.TEXT));
        return port.isList() ? anyOf(List.of(ref("made"), arrayOf(item))) : item;
    }

    private List<ObjectNode> sources(boolean words) {
        List<ObjectNode> sources = new ArrayList<>();
        if (!handles.isEmpty()) {
            sources.add(ref("given"));
        }
        sources.add(ref("made"));
        if (words) {
            sources.add(type("string"));
        }
        return sources;
    }

    private static ObjectNode type(String name) {
        return NODES.objectNode().put("type", name);
    }

    private static ObjectNode ref(String definition) {
        return NODES.objectNode().put("$ref", "#/$defs/" + definition);
    }

    private static ObjectNode oneOf(Collection<String> words) {
        ObjectNode node = type("string");
        ArrayNode list = node.putArray("enum");
        words.forEach(list::add);
        return node;
    }

    private static ObjectNode anyOf(List<ObjectNode> options) {
        if (options.size() == 1) {
            return options.get(0);
        }
        ObjectNode node = NODES.objectNode();
        node.putArray("anyOf").addAll(options);
        return node;
    }

    private static ObjectNode arrayOf(ObjectNode item) {
        ObjectNode node = type("array");
        node.set("items", item);
        return node;
    }

    private static ObjectNode closed(ObjectNode properties) {
        ObjectNode node = type("object");
        node.set("properties", properties);
        ArrayNode required = node.putArray("required");
        properties.fieldNames().forEachRemaining(required::add);
        return node.put("additionalProperties", false);
    }
}
