package dev.polyphony.agent.server.cli;

import dev.polyphony.Polyphony;
import dev.polyphony.agent.EventReader;
import dev.polyphony.agent.JournalEntry;
import dev.polyphony.agent.NotFoundException;
import dev.polyphony.agent.Run;
import dev.polyphony.agent.codec.EventCodec;
import dev.polyphony.agent.server.Agents;
import dev.polyphony.agent.server.Settings;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code polyphony run}: shows a run again, as its journal tells it. */
@Command(name = "run", description = "Shows a run again, from its journal.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable Cli cli;

    @Parameters(paramLabel = "ID", description = "The run's id.")
    private String id = "";

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FOLDER",
            description = "Where results are put (default: ./polyphony-out/RUN).")
    private @Nullable Path out;

    @Option(names = "--json", description = "Prints the events as JSON, one a line.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = Objects.requireNonNull(cli).terminal();
        try (Polyphony agent = Agents.create(Settings.load())) {
            Run run = agent.run(id)
                    .orElseThrow(() -> new NotFoundException(
                            "there is no run \"%s\".\nMaybe it was made under another home; POLYPHONY_HOME names it."
                                    .formatted(id)));
            RunPrinter printer = new RunPrinter(terminal);
            EventReader reader = run.events(0);
            for (JournalEntry entry = reader.next(); entry != null; entry = reader.next()) {
                if (json) {
                    terminal.out().println(EventCodec.encode(entry));
                } else {
                    printer.print(entry.event());
                }
            }
            if (!json) {
                printer.answer(new Results(
                        agent.artifacts(), out == null ? Path.of("polyphony-out", id.substring(0, 8)) : out));
            }
            return Cli.OK;
        }
    }
}
