package dev.polyphony.agent.server.cli;

import dev.polyphony.Polyphony;
import dev.polyphony.agent.NotFoundException;
import dev.polyphony.agent.Request;
import dev.polyphony.agent.Run;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code polyphony ask}: runs a request and shows how it goes. */
@Command(
        name = "ask",
        description = "Runs a request: shows the plan, each task, and the answer.",
        mixinStandardHelpOptions = true)
final class AskCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private RequestOptions request = new RequestOptions();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FOLDER",
            description = "Where results are put (default: ./polyphony-out/RUN).")
    private @Nullable Path out;

    @Option(names = "--session", paramLabel = "ID", description = "Goes on with an earlier session.")
    private @Nullable String sessionId;

    @Option(names = "--json", description = "Prints the events as JSON, one a line.")
    private boolean json;

    AskCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (Polyphony agent = shell.agent()) {
            checkSession(agent);
            Run run = agent.start(new Request(request.text(), request.attach(agent), sessionId, request.mode(agent)));
            Interrupts.cancel(run, shell.terminal());
            RunReport report = new RunReport(shell.terminal());
            return json ? report.json(run) : report.words(run, agent.artifacts(), folder(out, run.id()));
        }
    }

    private void checkSession(Polyphony agent) {
        if (sessionId != null && agent.journal().session(sessionId).isEmpty()) {
            throw new NotFoundException(
                    "there is no session \"%s\".\nMaybe leave --session out for a new one.".formatted(sessionId));
        }
    }

    /** Returns where the results of a run are put. */
    static Path folder(@Nullable Path out, String runId) {
        return out != null ? out : Path.of("polyphony-out", runId.substring(0, Math.min(8, runId.length())));
    }
}
