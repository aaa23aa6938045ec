package dev.polyphony.planners.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.polyphony.agent.AbsentTool;
import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.InvalidPlanException;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Signature;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Toolbox;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes plans as HuggingGPT (JARVIS) has them: {@code [{"task", "id", "dep", "args"}]}, in which
 * {@code <GENERATED>-2} is what task 2 made. What its program loses is kept: order-only dependencies, forward references, and
 * one task for each of several values. Thread-safe.
 */
public final class JarvisTasks {
    private static final Pattern GENERATED = Pattern.compile("<GENERATED>-(\\d+)|<GENERATED-(\\d+)>");

    /** Arguments of the types that take two texts, as HuggingGPT's program reads them. */
    private static final Map<String, List<String>> TEXTS =
            Map.of("question-answering", List.of("text", "context"), "sentence-similarity", List.of("text1", "text2"));

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Toolbox toolbox;
    private final List<Type> types;

    /**
     * A task type and what does it here.
     *
     * @param name as HuggingGPT writes it: {@code canny-text-to-image}
     * @param tool the tool: {@code image.guide}
     * @param kind the value of the tool's parameter {@code kind}; null if it has none
     */
    public record Type(String name, String tool, @Nullable String kind) {}

    /** Reads and writes with these types over these tools. */
    public JarvisTasks(Toolbox toolbox, List<Type> types) {
        this.toolbox = toolbox;
        this.types = List.copyOf(types);
    }

    /**
     * Returns the plan that a list of tasks says. A type that is not known stands as a tool of that name, to be found by the
     * check of plans.
     *
     * @param artifacts what tasks may take, by label or id
     * @throws InvalidPlanException if this is no list of tasks
     */
    public Draft read(String json, List<Artifact> artifacts) {
        JsonNode list = tree(json);
        Map<Integer, Signature> makers = new LinkedHashMap<>();
        for (JsonNode task : list) {
            signature(type(task).tool())
                    .ifPresent(tool -> makers.put(task.path("id").asInt(), tool));
        }
        List<Task> tasks = new ArrayList<>();
        for (JsonNode task : list) {
            tasks.addAll(tasks(task, makers, artifacts));
        }
        return Draft.of(tasks);
    }

    /** Returns what a tool takes and gives, be it here or missing. */
    private Optional<Signature> signature(String name) {
        return toolbox.find(name)
                .map(Tool::signature)
                .or(() -> toolbox.absent().stream()
                        .map(AbsentTool::signature)
                        .filter(tool -> tool.name().equals(name))
                        .findFirst());
    }

    private static JsonNode tree(String json) {
        try {
            JsonNode list = MAPPER.readTree(json);
            if (list != null && list.isArray()) {
                return list;
            }
        } catch (JsonProcessingException e) {
            throw refused("the tasks are no JSON: " + e.getOriginalMessage());
        }
        throw refused("the tasks are no array.");
    }

    private static InvalidPlanException refused(String what) {
        return new InvalidPlanException(
                what
                        + "\nMaybe [{\"task\": \"image-to-text\", \"id\": 0, \"dep\": [-1], \"args\": {\"image\": \"a.jpg\"}}].");
    }

    private Type type(JsonNode task) {
        String name = task.path("task").asText();
        return types.stream().filter(t -> t.name().equals(name)).findFirst().orElse(new Type(name, name, null));
    }

    /** One task; or one for each value, where a port that takes one is given several. */
    private List<Task> tasks(JsonNode json, Map<Integer, Signature> makers, List<Artifact> artifacts) {
        int id = json.path("id").asInt();
        Type type = type(json);
        Signature tool = makers.get(id);
        Map<String, List<Input>> given = new LinkedHashMap<>();
        Set<Integer> fed = new LinkedHashSet<>();
        int copies = 1;
        JsonNode args = json.path("args");
        for (Map.Entry<String, String> one : names(type, tool, args).entrySet()) {
            JsonNode value = args.path(one.getKey());
            if (value.isTextual()) {
                Port port = tool == null ? null : tool.input(one.getValue()).orElse(null);
                Modality kind = port == null ? kindOf(one.getKey()) : port.modality();
                List<Input> items = items(value.asText(), kind, makers, artifacts, fed);
                given.put(one.getValue(), items);
                copies = port != null && port.isList() ? copies : Math.max(copies, items.size());
            }
        }
        List<String> after = new ArrayList<>();
        json.path("dep").forEach(d -> {
            if (d.asInt() >= 0 && d.asInt() != id && !fed.contains(d.asInt())) {
                after.add("t" + d.asInt());
            }
        });
        List<Task> tasks = new ArrayList<>();
        for (int copy = 0; copy < copies; copy++) {
            Map<String, Input> inputs = new LinkedHashMap<>();
            for (Map.Entry<String, List<Input>> one : given.entrySet()) {
                Port port = tool == null ? null : tool.input(one.getKey()).orElse(null);
                List<Input> items = one.getValue();
                boolean list = port != null && port.isList() && items.size() > 1;
                inputs.put(one.getKey(), list ? new Input.Many(items) : items.get(Math.min(copy, items.size() - 1)));
            }
            if (type.kind() != null) {
                inputs.put("kind", new Input.Literal(type.kind()));
            }
            tasks.add(new Task("t" + id + (copy == 0 ? "" : "-" + (copy + 1)), type.tool(), inputs, after));
        }
        return tasks;
    }

    /** Returns which argument fills which input; all arguments under their own names, if the tool is not known. */
    private static Map<String, String> names(Type type, @Nullable Signature tool, JsonNode args) {
        Map<String, String> names = new LinkedHashMap<>();
        if (tool == null) {
            args.fieldNames().forEachRemaining(key -> names.put(key, key));
            return names;
        }
        List<String> texts = new ArrayList<>(TEXTS.getOrDefault(type.name(), List.of("text")));
        List<String> others = new ArrayList<>(List.of("image", "audio"));
        for (Port port : tool.inputs()) {
            String key = port.isParameter() ? "" : key(port.modality());
            if (key.equals("text") && !texts.isEmpty()) {
                names.put(texts.remove(0), port.name());
            } else if (others.remove(key)) {
                names.put(key, port.name());
            }
        }
        return names;
    }

    private static Modality kindOf(String key) {
        return switch (key) {
            case "image" -> Modality.IMAGE;
            case "audio" -> Modality.AUDIO;
            default -> Modality.TEXT;
        };
    }

    private static List<Input> items(
            String value, Modality kind, Map<Integer, Signature> makers, List<Artifact> artifacts, Set<Integer> fed) {
        List<Input> items = new ArrayList<>();
        Matcher made = GENERATED.matcher(value);
        while (made.find()) {
            int source = Integer.parseInt(made.group(1) == null ? made.group(2) : made.group(1));
            fed.add(source);
            items.add(Input.Made.by("t" + source, output(makers.get(source), kind)));
        }
        if (items.isEmpty()) {
            items.add(artifacts.stream()
                    .filter(a -> value.equals(a.label()) || value.equals(a.id()))
                    .<Input>map(a -> new Input.Given(a.id()))
                    .findFirst()
                    .orElse(new Input.Literal(value)));
        }
        return items;
    }

    private static String output(@Nullable Signature tool, Modality kind) {
        if (tool == null) {
            return key(kind);
        }
        return tool.outputs().stream()
                .filter(p -> p.modality() == kind)
                .findFirst()
                .orElse(tool.outputs().get(0))
                .name();
    }

    /** Returns the argument for a kind of content: what is no sound is a picture or words to HuggingGPT, a film is nothing. */
    private static String key(Modality kind) {
        return switch (kind) {
            case TEXT, TABLE, LABELS, EMBEDDING, BOXES -> "text";
            case IMAGE, MASK -> "image";
            case AUDIO -> "audio";
            case VIDEO -> "video";
        };
    }

    /**
     * Returns the list of tasks for a plan, ids from 0 in the order of the plan.
     *
     * @param artifacts what the plan takes; written by label, by id where there is none
     * @throws InvalidPlanException if a tool has no type, or a task takes what HuggingGPT has no argument for, as a video
     */
    public String write(Draft draft, List<Artifact> artifacts) {
        List<String> ids = draft.tasks().stream().map(Task::id).toList();
        ArrayNode list = MAPPER.createArrayNode();
        for (Task task : draft.tasks()) {
            ObjectNode json = list.addObject();
            Type type = type(task);
            json.put("task", type.name());
            json.put("id", ids.indexOf(task.id()));
            ArrayNode dep = json.putArray("dep");
            task.dependencies().forEach(d -> dep.add(ids.indexOf(d)));
            if (dep.isEmpty()) {
                dep.add(-1);
            }
            ObjectNode args = json.putObject("args");
            Signature tool = signature(task.tool()).orElseThrow(() -> noType(task));
            Map<String, String> names = new LinkedHashMap<>();
            names(type, tool, args).forEach((key, port) -> names.put(port, key));
            for (Port port : tool.inputs()) {
                Input input = task.inputs().get(port.name());
                if (input != null && !port.isParameter()) {
                    put(args, names.get(port.name()), task, port, input, ids, artifacts);
                }
            }
        }
        return list.toString();
    }

    private Type type(Task task) {
        String kind = task.inputs().get("kind") instanceof Input.Literal said ? said.text() : null;
        return types.stream()
                .filter(t -> t.tool().equals(task.tool())
                        && (t.kind() == null || t.kind().equals(kind)))
                .findFirst()
                .orElseThrow(() -> noType(task));
    }

    private static InvalidPlanException noType(Task task) {
        return new InvalidPlanException(
                "the tool \"%s\" of task \"%s\" is no task type of HuggingGPT.\nMaybe leave the task out."
                        .formatted(task.tool(), task.id()));
    }

    private static void put(
            ObjectNode args,
            @Nullable String key,
            Task task,
            Port port,
            Input input,
            List<String> ids,
            List<Artifact> artifacts) {
        if (key == null) {
            throw new InvalidPlanException(
                    "task \"%s\" takes %s as \"%s\", and HuggingGPT has one text, one image and one audio for a task.\nMaybe leave the task out."
                            .formatted(task.id(), port.modality(), port.name()));
        }
        args.put(
                key,
                String.join(
                        ",", input.items().map(i -> value(i, ids, artifacts)).toList()));
    }

    private static String value(Input item, List<String> ids, List<Artifact> artifacts) {
        if (item instanceof Input.Made made) {
            return "<GENERATED>-" + ids.indexOf(made.output().taskId());
        }
        if (item instanceof Input.Given given) {
            return artifacts.stream()
                    .filter(a -> a.id().equals(given.artifactId()))
                    .map(a -> a.label() == null ? a.id() : a.label())
                    .findFirst()
                    .orElse(given.artifactId());
        }
        return item instanceof Input.Literal literal ? literal.text() : "";
    }
}
