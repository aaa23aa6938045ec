package dev.polyphony.agent.server.cli;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.ArtifactStore;
import dev.polyphony.agent.EventReader;
import dev.polyphony.agent.JournalEntry;
import dev.polyphony.agent.Problem;
import dev.polyphony.agent.Run;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.codec.EventCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a run from its first event to its last and tells of it: how it goes, what it answers, where the results lie. */
final class RunReport {
    private final Terminal terminal;
    private final Map<String, Artifact> made = new LinkedHashMap<>();
    private String answer = "";
    private List<String> results = List.of();
    private RunEvent.@Nullable RunEnded end;

    RunReport(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Prints the events as JSON, one a line. Returns the exit code that tells how the run ended. */
    int json(Run run) throws InterruptedException {
        EventReader reader = run.events(0);
        for (JournalEntry entry = reader.next(); entry != null; entry = reader.next()) {
            terminal.out().println(EventCodec.encode(entry));
            take(entry.event());
        }
        return code();
    }

    /**
     * Prints the run for people. Returns the exit code that tells how it ended.
     *
     * @param folder where the results are put
     */
    int words(Run run, ArtifactStore store, Path folder) throws InterruptedException {
        EventReader reader = run.events(0);
        try (RunView view = RunView.on(terminal)) {
            for (JournalEntry entry = reader.next(); entry != null; entry = reader.next()) {
                take(entry.event());
                view.show(entry.event());
            }
        }
        answer(new Results(store, folder));
        ending(run);
        return code();
    }

    private void take(RunEvent event) {
        if (event instanceof RunEvent.ArtifactCreated created) {
            made.put(created.artifact().id(), created.artifact());
        } else if (event instanceof RunEvent.AnswerCompleted completed) {
            answer = completed.text();
            results = completed.artifacts();
        } else if (event instanceof RunEvent.RunEnded ended) {
            end = ended;
        }
    }

    private void answer(Results files) {
        if (!answer.isEmpty()) {
            terminal.out().println();
            terminal.out().println(Markdown.inTerminal(terminal, files.inText(answer, made)));
        }
        results.stream().map(made::get).filter(Objects::nonNull).forEach(files::keep);
        List<Path> saved = files.saved();
        if (!saved.isEmpty()) {
            terminal.out().println();
            saved.forEach(file -> terminal.out().println(terminal.bold("→ ") + file));
        }
    }

    private void ending(Run run) {
        terminal.out().println();
        if (end instanceof RunEvent.RunFailed failed) {
            Problem problem = failed.problem();
            terminal.out().flush();
            terminal.err().println("polyphony: " + problem.message());
        } else if (end instanceof RunEvent.RunCancelled) {
            terminal.err().println("polyphony: cancelled");
        } else if (end == null) {
            terminal.out().println(terminal.dim("The run goes on in another process."));
        }
        Duration elapsed = end == null ? Duration.ZERO : end.elapsed();
        terminal.out().println(terminal.dim("Run %s, %s".formatted(run.id(), TaskLine.seconds(elapsed))));
    }

    private int code() {
        if (end instanceof RunEvent.RunCancelled) {
            return Cli.CANCELLED;
        }
        return end instanceof RunEvent.RunFailed ? Cli.FAILED : Cli.OK;
    }
}
