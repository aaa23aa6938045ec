package dev.polyphony.agent.server.cli;

import dev.polyphony.Polyphony;
import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Proposal;
import dev.polyphony.agent.Request;
import dev.polyphony.agent.codec.Json;
import dev.polyphony.agent.codec.WireProposal;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code polyphony plan}: shows what would be run, and runs nothing. */
@Command(name = "plan", description = "Shows the plan of a request, and runs nothing.", mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private RequestOptions request = new RequestOptions();

    @Option(names = "--json", description = "Prints the plan as JSON.")
    private boolean json;

    @Option(
            names = "--explain",
            description =
                    "Prints how the embedded planner reads the request: its steps, the tools that fit each, the plan"
                            + " that it chooses and the second-best one.")
    private boolean explain;

    PlanCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        PrintWriter out = shell.terminal().out();
        try (Polyphony agent = shell.agent()) {
            List<Artifact> attachments = request.attach(agent);
            Request asked = new Request(request.text(), attachments, null, request.mode(agent));
            if (explain) {
                PlanExplained.of(agent.explain(asked)).forEach(out::println);
                return Cli.OK;
            }
            Proposal proposal = agent.plan(asked);
            if (json) {
                out.println(Json.write(WireProposal.of(proposal)));
                return Cli.OK;
            }
            proposal.findings().forEach(finding -> out.println("note: " + TaskLine.oneLine(finding.message())));
            PlanDrawing.of(proposal.plan(), attachments)
                    .forEach(row -> out.println((row.tree() + "  " + row.inputs()).stripTrailing()));
            proposal.plan().answer().ifPresent(out::println);
            EstimateLines.of(proposal).forEach(out::println);
            return Cli.OK;
        }
    }
}
