package dev.polyphony.bench.engine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the model says in the stages of JARVIS. */
final class JarvisPlan {
    private static final Pattern CANDIDATE = Pattern.compile("'id': '([^']+)', 'inference endpoint'");

    private JarvisPlan() {}

    /** Returns the task list of a scenario in JARVIS's form. */
    static String of(Scenario scenario) {
        ArrayNode tasks = JsonNodeFactory.instance.arrayNode();
        for (int id = 0; id < scenario.steps().size(); id++) {
            Step step = scenario.steps().get(id);
            ObjectNode task = tasks.addObject().put("task", task(step.tool())).put("id", id);
            int source =
                    step.needs().isEmpty() ? -1 : index(scenario, step.needs().get(0));
            task.putArray("dep").add(source);
            task.putObject("args")
                    .put(argument(step.tool()), source < 0 ? "two cars in a street" : "<GENERATED>-" + source);
        }
        return tasks.toString();
    }

    private static int index(Scenario scenario, String id) {
        return scenario.steps().indexOf(scenario.step(id));
    }

    private static String task(String tool) {
        return switch (tool) {
            case Scenarios.TO_IMAGE -> "text-to-image";
            case Scenarios.TO_TEXT -> "image-to-text";
            case Scenarios.DEPTH -> "depth-estimation";
            case Scenarios.CLASSIFY -> "image-classification";
            case Scenarios.SPEAK -> "text-to-speech";
            default -> throw new IllegalArgumentException("JARVIS has no task for " + tool);
        };
    }

    private static String argument(String tool) {
        return tool.equals(Scenarios.TO_IMAGE) || tool.equals(Scenarios.SPEAK) ? "text" : "image";
    }

    /** Returns the choice of the first candidate that the request names. */
    static String selection(String request) {
        Matcher found = CANDIDATE.matcher(request);
        if (!found.find()) {
            throw new IllegalArgumentException("JARVIS asks for a model and names none: " + request);
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", found.group(1))
                .put("reason", "ok")
                .toString();
    }
}
