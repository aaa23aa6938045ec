package dev.polyphony.bench.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.Task;
import dev.polyphony.bench.plan.PlanShape.Link;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plans in TaskBench's form: writes them, and reads of them what TaskBench compares. */
final class Predictions {
    private static final Pattern NODE = Pattern.compile("<node-(\\d+)>");
    private static final Map<String, List<String>> ENDINGS = Map.of(
            "image", List.of("jpg", "png", "jpeg", "gif", "bmp", "tiff", "svg", "ico"),
            "audio", List.of("mp3", "wav", "wma", "ogg", "aac", "flac", "aiff", "au"),
            "video", List.of("mp4", "avi", "mov", "flv", "wmv", "mkv", "webm", "m4v", "mpg", "mpeg"));
    private final Catalogue catalogue;

    Predictions(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Returns one prediction. A task that feeds another is {@code <node-k>} there, k from 0. */
    ObjectNode write(Sample sample, Draft draft) {
        ObjectNode line = JsonFiles.MAPPER.createObjectNode();
        line.put("id", sample.id());
        line.put("user_request", sample.request());
        Map<String, Integer> places = new HashMap<>();
        draft.tasks().forEach(t -> places.put(t.id(), places.size()));
        Map<String, String> labels = new HashMap<>();
        for (Artifact artifact : sample.attachments()) {
            labels.put(artifact.id(), String.valueOf(artifact.label()));
        }
        ArrayNode nodes = line.putArray("task_nodes");
        for (Task task : draft.tasks()) {
            ObjectNode node = nodes.addObject();
            node.put("task", catalogue.ids().getOrDefault(task.tool(), task.tool()));
            ArrayNode arguments = node.putArray("arguments");
            task.inputs()
                    .forEach((port, input) -> input.items().forEach(item -> {
                        String value = value(item, places, labels);
                        if (catalogue.form() == Catalogue.Form.TYPED) {
                            arguments.add(value);
                        } else {
                            arguments.addObject().put("name", port).put("value", value);
                        }
                    }));
        }
        ArrayNode links = line.putArray("task_links");
        for (Link link : PlanShape.of(draft, catalogue.ids()).links()) {
            links.addObject().put("source", link.source()).put("target", link.target());
        }
        return line;
    }

    private static String value(Input item, Map<String, Integer> places, Map<String, String> labels) {
        if (item instanceof Input.Literal literal) {
            return literal.text();
        }
        if (item instanceof Input.Given given) {
            return labels.getOrDefault(given.artifactId(), given.artifactId());
        }
        return item instanceof Input.Made made
                ? "<node-%d>".formatted(places.getOrDefault(made.output().taskId(), -1))
                : "";
    }

    /**
     * Returns what TaskBench sees of a plan. In a typed catalogue links are those of the arguments, where there are any, as
     * its program has it.
     */
    TaskBenchMetric.View view(List<JsonNode> nodes, List<Link> links) {
        boolean typed = catalogue.form() == Catalogue.Form.TYPED;
        List<String> tools = nodes.stream()
                .map(n -> n.isTextual() ? n.asText() : n.path("task").asText())
                .map(n -> typed ? n.replace('_', ' ') : n)
                .toList();
        Set<Link> seen = new HashSet<>();
        Set<String> types = new HashSet<>();
        Set<String> values = new HashSet<>();
        boolean argued = false;
        for (int i = 0; i < nodes.size(); i++) {
            for (JsonNode argument : JsonFiles.items(nodes.get(i).path("arguments"))) {
                argued = true;
                String value = text(argument);
                Matcher node = NODE.matcher(value);
                String kind = typed ? kind(value) : argument.path("name").asText();
                if (typed && node.find()) {
                    int from = Integer.parseInt(node.group(1));
                    if (from == i || from >= tools.size()) {
                        continue;
                    }
                    seen.add(new Link(tools.get(from), tools.get(i)));
                    value = tools.get(from);
                    kind = gives(value);
                }
                types.add(tools.get(i) + "-" + kind);
                values.add(tools.get(i) + "-" + kind + "-" + value);
            }
        }
        if (!typed || !argued) {
            links.forEach(l -> seen.add(
                    typed ? new Link(l.source().replace('_', ' '), l.target().replace('_', ' ')) : l));
        }
        return new TaskBenchMetric.View(tools, seen, types, values);
    }

    private static String text(JsonNode argument) {
        JsonNode value = argument.has("value") ? argument.path("value") : argument;
        if (value.isObject() && !value.isEmpty()) {
            value = value.iterator().next();
        }
        if (value.isArray()) {
            List<String> items = new ArrayList<>();
            value.forEach(v -> items.add(v.asText()));
            return String.join(" ", items);
        }
        return value.asText();
    }

    private static String kind(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return List.of("image", "audio", "video").stream()
                .filter(k -> ENDINGS.getOrDefault(k, List.of()).stream().anyMatch(e -> lower.contains("." + e)))
                .findFirst()
                .orElse("text");
    }

    private String gives(String tool) {
        return catalogue.toolbox().tools().stream()
                .filter(t ->
                        tool.equals(catalogue.ids().getOrDefault(t.name(), "").replace('_', ' ')))
                .map(t -> t.signature().outputs().get(0).name())
                .findFirst()
                .orElse("other");
    }
}
