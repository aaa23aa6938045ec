package dev.polyphony.agent.server.cli;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Finding;
import dev.polyphony.agent.RunEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shows a run in lines that stay: the plan, then a line whenever a task begins or ends. */
final class LineView implements RunView {
    private final Terminal terminal;
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, TaskLine> tasks = new HashMap<>();
    private List<Artifact> attachments = List.of();

    LineView(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void show(RunEvent event) {
        if (event instanceof RunEvent.RunCreated created) {
            attachments = created.attachments();
            terminal.out().println("Planning …");
        } else if (event instanceof RunEvent.PlanProposed proposed) {
            plan(proposed);
        } else if (event instanceof RunEvent.OfTask ofTask) {
            task(ofTask);
        }
    }

    private void plan(RunEvent.PlanProposed proposed) {
        for (Finding finding : proposed.findings()) {
            terminal.out().println("  note: " + TaskLine.oneLine(finding.message()));
        }
        List<PlanDrawing.Row> rows = PlanDrawing.of(proposed.plan(), attachments);
        if (rows.isEmpty()) {
            return;
        }
        int width = proposed.plan().tasks().stream()
                .mapToInt(task -> task.id().length() + 1 + task.tool().length())
                .max()
                .orElse(1);
        proposed.plan()
                .tasks()
                .forEach(task -> names.put(task.id(), ("%-" + width + "s").formatted(task.id() + " " + task.tool())));
        terminal.out().println("Plan, by " + proposed.planner());
        rows.forEach(row -> terminal.out().println(("  " + row.tree() + "  " + row.inputs()).stripTrailing()));
    }

    private void task(RunEvent.OfTask event) {
        if (event instanceof RunEvent.TaskPlanned planned) {
            names.put(event.taskId(), event.taskId() + " " + planned.task().tool());
            return;
        }
        TaskLine line = tasks.computeIfAbsent(event.taskId(), id -> new TaskLine());
        line.take(event, 0);
        if (!(event instanceof RunEvent.TaskProgress) && !(event instanceof RunEvent.ArtifactCreated)) {
            String name = names.getOrDefault(event.taskId(), event.taskId());
            terminal.out().println("  %s %s  %s".formatted(line.sign(), name, line.words()));
        }
    }

    @Override
    public void close() {
        terminal.out().flush();
    }
}
