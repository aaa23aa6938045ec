package dev.polyphony.agent.server.cli;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.Plan;
import dev.polyphony.agent.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A plan drawn as a tree in text, one row a task. A task hangs below the last of the tasks that it waits for; what else it
 * reads stands behind it.
 */
final class PlanDrawing {
    private static final int LITERAL = 40;

    private final Plan plan;
    private final List<Artifact> attachments;
    private final List<Row> rows = new ArrayList<>();

    /**
     * A line of the drawing.
     *
     * @param taskId the task
     * @param tree branches, then id and tool
     * @param inputs what it reads
     */
    record Row(String taskId, String tree, String inputs) {}

    private PlanDrawing(Plan plan, List<Artifact> attachments) {
        this.plan = plan;
        this.attachments = attachments;
    }

    /** Returns the rows of the drawing; the trees are padded to one width. */
    static List<Row> of(Plan plan, List<Artifact> attachments) {
        PlanDrawing drawing = new PlanDrawing(plan, attachments);
        drawing.draw();
        int width =
                drawing.rows.stream().mapToInt(row -> row.tree().length()).max().orElse(0);
        return drawing.rows.stream()
                .map(row ->
                        new Row(row.taskId(), ("%-" + Math.max(1, width) + "s").formatted(row.tree()), row.inputs()))
                .toList();
    }

    private void draw() {
        Map<String, Integer> depths = new HashMap<>();
        Map<String, List<Task>> below = new HashMap<>();
        List<Task> roots = new ArrayList<>();
        for (Task task : plan.tasks()) {
            String parent = task.dependencies().stream()
                    .max(Comparator.comparingInt(id -> depths.getOrDefault(id, 0)))
                    .orElse(null);
            depths.put(task.id(), parent == null ? 0 : depths.getOrDefault(parent, 0) + 1);
            (parent == null ? roots : below.computeIfAbsent(parent, id -> new ArrayList<>())).add(task);
        }
        roots.forEach(task -> add(task, "", "", below));
    }

    private void add(Task task, String branch, String indent, Map<String, List<Task>> below) {
        rows.add(new Row(task.id(), branch + task.id() + " " + task.tool(), inputs(task)));
        List<Task> children = below.getOrDefault(task.id(), List.of());
        for (int i = 0; i < children.size(); i++) {
            boolean last = i == children.size() - 1;
            add(children.get(i), indent + (last ? "└─ " : "├─ "), indent + (last ? "   " : "│  "), below);
        }
    }

    private String inputs(Task task) {
        return task.inputs().entrySet().stream()
                .map(entry -> entry.getKey() + " ← "
                        + entry.getValue().items().map(this::shown).collect(Collectors.joining(" + ")))
                .collect(Collectors.joining(", "));
    }

    private String shown(Input item) {
        if (item instanceof Input.Literal literal) {
            return "\"" + cut(literal.text().replaceAll("\\s+", " "), LITERAL) + "\"";
        }
        if (item instanceof Input.Made made) {
            return made.output().taskId() + "." + made.output().port();
        }
        return item instanceof Input.Given given ? nameOf(given.artifactId()) : "a list";
    }

    private String nameOf(String id) {
        for (int i = 0; i < attachments.size(); i++) {
            if (attachments.get(i).id().equals(id)) {
                String label = attachments.get(i).label();
                return label == null ? "attachment %d".formatted(i + 1) : label;
            }
        }
        return id.substring(0, Math.min(8, id.length()));
    }

    /** Returns the text, cut to a length. */
    static String cut(@Nullable String text, int most) {
        String whole = text == null ? "" : text;
        return whole.length() <= most ? whole : whole.substring(0, Math.max(0, most - 1)) + "…";
    }
}
