package dev.polyphony.agent.server.cli;

import dev.polyphony.Polyphony;
import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Attachment;
import dev.polyphony.agent.Proposal;
import dev.polyphony.agent.Request;
import dev.polyphony.agent.codec.Json;
import dev.polyphony.agent.codec.WireProposal;
import dev.polyphony.agent.server.Agents;
import dev.polyphony.agent.server.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code polyphony plan}: shows what would be run, and runs nothing. */
@Command(name = "plan", description = "Shows the plan of a request, and runs nothing.", mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
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

    @Option(names = "--json", description = "Prints the plan as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Terminal terminal = Objects.requireNonNull(cli).terminal();
        try (Polyphony agent = Agents.create(Settings.load())) {
            List<Artifact> taken = new ArrayList<>();
            for (Path file : attachments) {
                taken.add(agent.attach(Attachment.of(file)));
            }
            Proposal proposal = agent.plan(new Request(text, taken, null, "tools"));
            if (json) {
                terminal.out().println(Json.write(WireProposal.of(proposal)));
            } else {
                PlanDrawing.lines(proposal.plan(), taken).forEach(terminal.out()::println);
                proposal.plan().answer().ifPresent(terminal.out()::println);
            }
            return Cli.OK;
        }
    }
}
