package dev.polyphony.bench.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.polyphony.agent.Binding;
import dev.polyphony.agent.Cardinality;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Signature;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Toolbox;
import dev.polyphony.agent.Traits;
import dev.polyphony.bench.plan.PlanShape.Link;
import dev.polyphony.planners.search.chain.ToolGraph;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tools of a data set, to be planned and never called. Immutable.
 *
 * @param toolbox the tools
 * @param ids name of a tool to its id in the data set
 * @param form how its tools are described
 * @param graph the links of the tool graph; empty if there is none
 */
public record Catalogue(Toolbox toolbox, Map<String, String> ids, Form form, Set<Link> graph) {

    /** How tools are described. */
    public enum Form {
        /** By kinds of content: "image", "text". */
        TYPED,
        /** By named parameters, as an API is; the tool graph tells order alone. */
        PARAMETERS,
        /** By words alone. */
        WORDS
    }

    public Catalogue {
        ids = Map.copyOf(ids);
        graph = Set.copyOf(graph);
    }

    /**
     * Reads a catalogue: TaskBench's {@code tool_desc.json}, or ControlLLM's array of tools.
     *
     * @param graphFile TaskBench's {@code graph_desc.json}; null if there is none
     * @throws java.io.UncheckedIOException if a file can't be read or is no JSON
     */
    public static Catalogue read(Path toolFile, @Nullable Path graphFile) {
        List<JsonNode> values = JsonFiles.readAll(toolFile);
        List<JsonNode> nodes = values.size() == 1 && values.get(0).has("nodes")
                ? JsonFiles.items(values.get(0).path("nodes"))
                : values;
        if (nodes.stream().noneMatch(n -> n.has("id") || n.has("name"))) {
            throw new IllegalArgumentException(
                    "%s holds no tools: neither an array nor an object with \"nodes\".\nMaybe name a tool_desc.json."
                            .formatted(toolFile));
        }
        Map<String, String> ids = new LinkedHashMap<>();
        List<Tool> tools = new ArrayList<>();
        for (JsonNode node : nodes) {
            String id = node.has("id")
                    ? node.path("id").asText()
                    : node.path("name").asText();
            String name = freeName(id, ids.keySet());
            ids.put(name, id);
            String does = node.has("desc")
                    ? node.path("desc").asText()
                    : node.path("description").asText();
            tools.add(tool(
                    new Signature(name, does.isBlank() ? id : does.strip(), inputs(node), outputs(node), List.of())));
        }
        return new Catalogue(Toolbox.of(tools, List.of()), ids, form(nodes), graph(graphFile));
    }

    /** Returns the ids of all tools, in the order of the catalogue. */
    public List<String> toolIds() {
        return toolbox.tools().stream()
                .map(t -> ids.getOrDefault(t.name(), t.name()))
                .toList();
    }

    /** Returns the links of the graph by the names of the tools, as a planner takes them. */
    public ToolGraph toolGraph() {
        Map<String, String> names = new HashMap<>();
        ids.forEach((name, id) -> names.put(id, name));
        Set<ToolGraph.Link> links = new HashSet<>();
        for (Link link : graph) {
            if (names.containsKey(link.source()) && names.containsKey(link.target())) {
                links.add(new ToolGraph.Link(names.get(link.source()), names.get(link.target())));
            }
        }
        return new ToolGraph(links);
    }

    /** Returns the id that is written so, whether with spaces or underscores; the name itself if there is none. */
    public String canonical(String written) {
        String plain = written.strip().replace('_', ' ');
        return form != Form.TYPED || ids.containsValue(written)
                ? written.strip()
                : ids.values().stream()
                        .filter(id -> id.replace('_', ' ').equals(plain))
                        .findFirst()
                        .orElse(written.strip());
    }

    /** Returns true if some tool takes content of this kind. */
    public boolean takes(Modality kind) {
        return toolbox.tools().stream()
                .flatMap(t -> t.signature().inputs().stream())
                .anyMatch(p -> p.modality() == kind);
    }

    private static Form form(List<JsonNode> nodes) {
        boolean typed = false;
        boolean parameters = false;
        for (JsonNode node : nodes) {
            typed |= node.has("input-type") || node.has("args");
            parameters |= node.has("parameters");
        }
        return typed ? Form.TYPED : parameters ? Form.PARAMETERS : Form.WORDS;
    }

    private static Set<Link> graph(@Nullable Path file) {
        Set<Link> links = new LinkedHashSet<>();
        if (file != null) {
            JsonFiles.read(file)
                    .path("links")
                    .forEach(l -> links.add(
                            new Link(l.path("source").asText(), l.path("target").asText())));
        }
        return links;
    }

    /** Makes a name that a tool may have, unlike all others. */
    private static String freeName(String id, Set<String> taken) {
        String name = id.strip().replaceAll("[^A-Za-z0-9_.:/-]+", "_").replaceAll("^[^A-Za-z0-9]+|_+$", "");
        String start = name.isEmpty() ? "tool" : name.substring(0, Math.min(120, name.length()));
        String free = start;
        for (int n = 2; taken.contains(free); n++) {
            free = start + "." + n;
        }
        return free;
    }

    private static List<Port> inputs(JsonNode node) {
        List<Port> ports = new ArrayList<>();
        if (node.has("input-type")) {
            node.path("input-type").forEach(type -> ports.add(port(type.asText(), type.asText(), "", ports)));
        } else if (node.has("args")) {
            node.path("args")
                    .forEach(a -> ports.add(port(
                            a.path("name").asText(),
                            a.path("type").asText(),
                            a.path("description").asText(),
                            ports)));
        } else if (node.has("parameters")) {
            // The data do not say which of them a call can do without.
            node.path("parameters").forEach(p -> {
                String name = freePort(p.path("name").asText(), ports);
                ports.add(new Port(
                        name,
                        Modality.TEXT,
                        Cardinality.OPTIONAL,
                        p.path("desc").asText(),
                        List.of(),
                        null,
                        null,
                        null));
            });
        } else {
            ports.add(Port.one("input", Modality.TEXT));
        }
        return ports;
    }

    private static List<Port> outputs(JsonNode node) {
        List<Port> ports = new ArrayList<>();
        node.path("output-type").forEach(type -> ports.add(port(type.asText(), type.asText(), "", ports)));
        node.path("returns")
                .forEach(r -> ports.add(port(
                        r.path("name").asText(),
                        r.path("type").asText(),
                        r.path("description").asText(),
                        ports)));
        return ports.isEmpty() ? List.of(Port.one("text", Modality.TEXT)) : ports;
    }

    private static Port port(String name, String type, String description, List<Port> before) {
        return Port.one(freePort(name, before), modality(type)).describedAs(description);
    }

    private static String freePort(String name, List<Port> before) {
        String plain = name.replaceAll("[^A-Za-z0-9_]+", "_").replaceAll("^[^A-Za-z]+", "");
        String start = plain.isEmpty()
                ? "input"
                : plain.substring(0, 1).toLowerCase(Locale.ROOT) + plain.substring(1, Math.min(60, plain.length()));
        Set<String> taken = new HashSet<>();
        before.forEach(p -> taken.add(p.name()));
        String free = start;
        for (int n = 2; taken.contains(free); n++) {
            free = start + n;
        }
        return free;
    }

    /** A subtype, as "image.mask", is told apart where the vocabulary does. */
    private static Modality modality(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "image.mask" -> Modality.MASK;
            case "bbox" -> Modality.BOXES;
            case "table" -> Modality.TABLE;
            default ->
                switch (lower.replaceAll("[./].*$", "")) {
                    case "image" -> Modality.IMAGE;
                    case "audio" -> Modality.AUDIO;
                    case "video" -> Modality.VIDEO;
                    default -> Modality.TEXT;
                };
        };
    }

    private static Tool tool(Signature signature) {
        return new Tool(signature, Traits.DEFAULT, List.of(new Binding("planned", true, null, call -> {
            throw new UnsupportedOperationException("%s is planned, never called".formatted(signature.name()));
        })));
    }
}
