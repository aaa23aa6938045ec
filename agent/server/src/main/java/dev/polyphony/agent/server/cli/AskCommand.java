package dev.polyphony.agent.server.cli;

import dev.polyphony.Polyphony;
import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Attachment;
import dev.polyphony.agent.EventReader;
import dev.polyphony.agent.JournalEntry;
import dev.polyphony.agent.Request;
import dev.polyphony.agent.Run;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.codec.EventCodec;
import dev.polyphony.agent.server.Agents;
import dev.polyphony.agent.server.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code polyphony ask}: runs a request and shows how it goes. */
@Command(
        name = "ask",
        description = "Runs a request: shows the plan, each task, and the answer.",
        mixinStandardHelpOptions = true)
final class AskCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable Cli cli;

    @Parameters(
            paramLabel = "REQUEST",
            description = "What you want, in your own words.",
            arity = "0..1",
            defaultValue = "")
    private String text = "";

    @Option(
            names = {"-a", "--attach"},
            paramLabel = "FILE",
            description = "A picture, sound, video or text. May be given more than once.")
    private List<Path> attachments = new ArrayList<>();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FOLDER",
            description = "Where results are put (default: ./polyphony-out/RUN).")
    private @Nullable Path out;

    @Option(names = "--session", paramLabel = "ID", description = "Goes on with an earlier session.")
    private @Nullable String session;

    @Option(names = "--json", description = "Prints the events as JSON, one a line.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = java.util.Objects.requireNonNull(cli).terminal();
        try (Polyphony agent = Agents.create(Settings.load())) {
            List<Artifact> taken = new ArrayList<>();
            for (Path file : attachments) {
                taken.add(agent.attach(Attachment.of(file)));
            }
            Run run = agent.start(new Request(text, taken, session, "tools"));
            Thread stop = new Thread(() -> stop(terminal, run));
            Runtime.getRuntime().addShutdownHook(stop);
            int code = follow(terminal, agent, run);
            Shutdown.removeHook(stop);
            return code;
        }
    }

    /** Cancels the run on Ctrl-C and waits until that is journaled. */
    private static void stop(Terminal terminal, Run run) {
        run.cancel();
        EventReader reader = run.events(0);
        try {
            while (reader.next() != null) {
                // Reads to the end.
            }
            terminal.err().println("polyphony: cancelled run " + run.id());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int follow(Terminal terminal, Polyphony agent, Run run) throws InterruptedException {
        RunPrinter printer = new RunPrinter(terminal);
        EventReader reader = run.events(0);
        int code = Cli.FAILED;
        for (JournalEntry entry = reader.next(); entry != null; entry = reader.next()) {
            if (json) {
                terminal.out().println(EventCodec.encode(entry));
            } else {
                printer.print(entry.event());
            }
            code = codeOf(entry.event(), code);
        }
        if (!json) {
            Path folder = out == null ? Path.of("polyphony-out", run.id().substring(0, 8)) : out;
            printer.answer(new Results(agent.artifacts(), folder));
        }
        return code;
    }

    static int codeOf(RunEvent event, int before) {
        if (event instanceof RunEvent.RunCompleted) {
            return Cli.OK;
        }
        return event instanceof RunEvent.RunCancelled ? Cli.CANCELLED : before;
    }
}
