package dev.polyphony.agent.server.cli;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.Plan;
import dev.polyphony.agent.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A plan in text: one line a task, indented by how many tasks come before it, with what it reads. */
final class PlanDrawing {
    private static final int LITERAL = 40;

    private PlanDrawing() {}

    static Map<String, Task> byId(Plan plan) {
        Map<String, Task> tasks = new LinkedHashMap<>();
        plan.tasks().forEach(task -> tasks.put(task.id(), task));
        return tasks;
    }

    /** Returns the width of the widest "id tool". */
    static int width(Plan plan) {
        return plan.tasks().stream()
                .mapToInt(task -> task.id().length() + 1 + task.tool().length())
                .max()
                .orElse(0);
    }

    static List<String> lines(Plan plan, List<Artifact> attachments) {
        Map<String, Integer> depth = new HashMap<>();
        List<String> lines = new ArrayList<>();
        for (Task task : plan.tasks()) {
            int level = task.dependencies().stream()
                    .mapToInt(id -> depth.getOrDefault(id, 0) + 1)
                    .max()
                    .orElse(0);
            depth.put(task.id(), level);
            String inputs = task.inputs().entrySet().stream()
                    .map(entry -> entry.getKey() + " ← " + shown(entry.getValue(), attachments))
                    .collect(Collectors.joining(", "));
            lines.add("  %s%s %s  %s"
                    .formatted(level == 0 ? "" : "   ".repeat(level - 1) + "└─ ", task.id(), task.tool(), inputs)
                    .stripTrailing());
        }
        return lines;
    }

    private static String shown(Input input, List<Artifact> attachments) {
        return input.items()
                .map(item -> {
                    if (item instanceof Input.Literal literal) {
                        String text = literal.text();
                        return "\"" + (text.length() <= LITERAL ? text : text.substring(0, LITERAL - 1) + "…") + "\"";
                    }
                    if (item instanceof Input.Given given) {
                        return label(given.artifactId(), attachments);
                    }
                    Input.Made made = (Input.Made) item;
                    return made.output().taskId() + "." + made.output().port();
                })
                .collect(Collectors.joining(" + "));
    }

    private static String label(String id, List<Artifact> attachments) {
        return attachments.stream()
                .filter(artifact -> artifact.id().equals(id) && artifact.label() != null)
                .map(artifact -> String.valueOf(artifact.label()))
                .findFirst()
                .orElse(id.substring(0, 8));
    }
}
