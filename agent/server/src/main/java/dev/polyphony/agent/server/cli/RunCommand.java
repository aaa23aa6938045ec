package dev.polyphony.agent.server.cli;

import dev.polyphony.Polyphony;
import dev.polyphony.agent.NotFoundException;
import dev.polyphony.agent.Run;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code polyphony run}: shows a run again, as its journal tells it. */
@Command(name = "run", description = "Shows a run again, from its journal.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(paramLabel = "ID", description = "The run's id.")
    private String id = "";

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FOLDER",
            description = "Where results are put (default: ./polyphony-out/RUN).")
    private @Nullable Path out;

    @Option(names = "--json", description = "Prints the events as JSON, one a line.")
    private boolean json;

    RunCommand(Shell shell) {
        this.shell = shell;
    }

    /** Returns the exit code of the run itself. */
    @Override
    public Integer call() throws InterruptedException {
        try (Polyphony agent = shell.reader()) {
            Run run = agent.run(id)
                    .orElseThrow(() -> new NotFoundException(
                            "there is no run \"%s\".\nMaybe it was made under another home; POLYPHONY_HOME names it."
                                    .formatted(id)));
            RunReport report = new RunReport(shell.terminal());
            return json ? report.json(run) : report.words(run, agent.artifacts(), AskCommand.folder(out, id));
        }
    }
}
