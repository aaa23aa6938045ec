package dev.polyphony.bench.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.polyphony.bench.plan.PlanShape.Link;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A right plan of a data set.
 *
 * @param shapes the plan and its alternatives; at least one
 * @param nodes the nodes as they are written, with arguments where the data have them
 * @param links the links as they are written
 */
record Gold(List<PlanShape> shapes, List<JsonNode> nodes, List<Link> links) {
    Gold {
        shapes = List.copyOf(shapes);
        nodes = List.copyOf(nodes);
        links = List.copyOf(links);
    }

    /** Reads the right plans of a file, by the ids of the requests. */
    static Map<String, Gold> read(Path file) {
        List<JsonNode> values = JsonFiles.readAll(file);
        Map<String, Gold> golds = new LinkedHashMap<>();
        if (values.size() == 1 && values.get(0).has("problems")) {
            for (JsonNode problem : values.get(0).path("problems")) {
                for (int i = 0; i < problem.path("tasks").size(); i++) {
                    golds.put(problem.path("id").asText() + "/" + i, ofProblem(problem));
                }
            }
            return golds;
        }
        for (JsonNode value : values) {
            golds.put(value.path("id").asText(), of(value));
        }
        return golds;
    }

    /** Reads a plan in TaskBench's form, which is also that of predictions. */
    static Gold of(JsonNode value) {
        JsonNode plan = value.has("result") ? value.path("result") : value;
        List<JsonNode> nodes =
                JsonFiles.items(plan.has("task_nodes") ? plan.path("task_nodes") : plan.path("tool_nodes"));
        List<Link> links = new ArrayList<>();
        JsonFiles.items(plan.has("task_links") ? plan.path("task_links") : plan.path("tool_links"))
                .forEach(l -> links.add(new Link(
                        l.path("source").asText().strip(),
                        l.path("target").asText().strip())));
        List<String> names = nodes.stream()
                .map(n -> n.isTextual()
                        ? n.asText().strip()
                        : n.path("task").asText().strip())
                .toList();
        return new Gold(List.of(PlanShape.of(names, links)), nodes, links);
    }

    private static Gold ofProblem(JsonNode problem) {
        List<String> names = texts(problem.path("nodes"));
        List<Link> links = new ArrayList<>();
        problem.path("links")
                .forEach(l -> links.add(new Link(l.get(0).asText(), l.get(1).asText())));
        List<PlanShape> shapes = new ArrayList<>(List.of(PlanShape.of(names, links)));
        if (problem.has("alternative_nodes")) {
            List<String> others = texts(problem.path("alternative_nodes"));
            List<Link> chain = new ArrayList<>();
            for (int i = 1; i < others.size(); i++) {
                chain.add(new Link(others.get(i - 1), others.get(i)));
            }
            shapes.add(PlanShape.of(others, chain));
        }
        List<JsonNode> nodes = new ArrayList<>();
        names.forEach(n -> nodes.add(JsonFiles.MAPPER.createObjectNode().put("task", n)));
        return new Gold(shapes, nodes, links);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(n -> texts.add(n.asText()));
        return texts;
    }
}
