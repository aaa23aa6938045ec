package dev.polyphony.agent.server.cli;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Finding;
import dev.polyphony.agent.Problem;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.Task;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows a run while it goes: the plan as it is made, each task as it starts and ends, then the answer. */
final class RunPrinter {
    private final Terminal terminal;
    private final PrintWriter out;
    private final Map<String, Artifact> made = new LinkedHashMap<>();
    private Map<String, Task> tasks = Map.of();
    private List<Artifact> attachments = List.of();
    private int width;
    private String answer = "";
    private @Nullable Problem failure;
    private boolean progressShown;

    RunPrinter(Terminal terminal) {
        this.terminal = terminal;
        this.out = terminal.out();
    }

    void print(RunEvent event) {
        if (event instanceof RunEvent.RunCreated created) {
            attachments = created.attachments();
            line(terminal.dim("Planning …"));
        } else if (event instanceof RunEvent.PlanProposed proposed) {
            plan(proposed);
        } else if (event instanceof RunEvent.TaskStarted started) {
            task("▸", started.taskId(), "running");
        } else if (event instanceof RunEvent.TaskProgress progress) {
            progress(progress);
        } else if (event instanceof RunEvent.TaskRetrying retrying) {
            task(
                    "↻",
                    retrying.taskId(),
                    "trying again: " + oneLine(retrying.problem().message()));
        } else if (event instanceof RunEvent.ArtifactCreated created) {
            made.put(created.artifact().id(), created.artifact());
        } else if (event instanceof RunEvent.TaskSucceeded done) {
            task("✓", done.taskId(), done.cached() ? "reused" : "done in " + seconds(done.elapsed()));
        } else if (event instanceof RunEvent.TaskFailed failed) {
            task(
                    "✗",
                    failed.taskId(),
                    "failed after " + seconds(failed.elapsed()) + ": "
                            + oneLine(failed.problem().message()));
        } else if (event instanceof RunEvent.TaskSkipped skipped) {
            task("–", skipped.taskId(), "skipped: " + skipped.message());
        } else if (event instanceof RunEvent.TaskCancelled cancelled) {
            task("■", cancelled.taskId(), "cancelled");
        } else if (event instanceof RunEvent.AnswerCompleted completed) {
            answer = completed.text();
        } else if (event instanceof RunEvent.RunFailed failed) {
            failure = failed.problem();
        }
    }

    private void plan(RunEvent.PlanProposed proposed) {
        tasks = PlanDrawing.byId(proposed.plan());
        width = PlanDrawing.width(proposed.plan());
        for (Finding finding : proposed.findings()) {
            line(terminal.dim("  note: " + oneLine(finding.message())));
        }
        if (!tasks.isEmpty()) {
            line(terminal.bold("Plan") + terminal.dim(" (made by " + proposed.planner() + ")"));
            PlanDrawing.lines(proposed.plan(), attachments).forEach(this::line);
        }
    }

    private void progress(RunEvent.TaskProgress progress) {
        if (!terminal.ansi()) {
            return;
        }
        Double done = progress.done();
        Double total = progress.total();
        String what = done == null || total == null || total == 0
                ? String.valueOf(progress.message())
                : String.format(Locale.ROOT, "%.0f %%", 100 * done / total);
        out.print("\r\u001b[2K  … " + name(progress.taskId()) + "  " + what);
        out.flush();
        progressShown = true;
    }

    private void task(String sign, String taskId, String what) {
        line("  %s %s  %s".formatted(sign, name(taskId), what));
    }

    private String name(String taskId) {
        Task task = tasks.get(taskId);
        String tool = task == null ? "" : task.tool();
        return ("%-" + Math.max(1, width) + "s").formatted(taskId + " " + tool);
    }

    /** Prints the answer, with the results as files. */
    void answer(Results results) {
        if (!answer.isEmpty()) {
            line("");
            line(results.inText(answer, made));
        }
        List<String> files = results.saved();
        if (!files.isEmpty()) {
            line("");
            files.forEach(file -> line(terminal.bold("→ ") + file));
        }
        if (failure != null) {
            clearProgress();
            terminal.err().println("polyphony: " + failure.message());
        }
    }

    private void line(String text) {
        clearProgress();
        out.println(text);
    }

    private void clearProgress() {
        if (progressShown) {
            out.print("\r\u001b[2K");
            progressShown = false;
        }
    }

    private static String oneLine(String message) {
        return message.replace('\n', ' ');
    }

    static String seconds(Duration elapsed) {
        return String.format(Locale.ROOT, "%.2f s", elapsed.toMillis() / 1000.0);
    }
}
