package dev.polyphony.agent.server.cli;

import dev.polyphony.Polyphony;
import dev.polyphony.agent.AbsentTool;
import dev.polyphony.agent.Cardinality;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Signature;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Toolbox;
import dev.polyphony.agent.codec.Json;
import dev.polyphony.agent.codec.WireToolbox;
import dev.polyphony.agent.server.Agents;
import dev.polyphony.agent.server.Settings;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code polyphony tools}: what can be called, and what is missing for the rest. */
@Command(
        name = "tools",
        description = "Lists the tools, and what would make others available.",
        mixinStandardHelpOptions = true)
final class ToolsCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable Cli cli;

    @Option(names = "--json", description = "Prints the tools as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Terminal terminal = Objects.requireNonNull(cli).terminal();
        try (Polyphony agent = Agents.create(Settings.load())) {
            if (json) {
                terminal.out().println(Json.write(WireToolbox.of(agent.toolbox())));
            } else {
                print(terminal, agent.toolbox());
            }
            return Cli.OK;
        }
    }

    private static void print(Terminal terminal, Toolbox toolbox) {
        PrintWriter out = terminal.out();
        for (Tool tool : toolbox.tools()) {
            boolean local = tool.bindings().get(0).local();
            out.println("%s  %s  %s"
                    .formatted(terminal.bold(tool.name()), ports(tool.signature()), local ? "(local)" : "(remote)"));
            out.println("    " + tool.signature().does());
        }
        if (!toolbox.absent().isEmpty()) {
            out.println();
            out.println(terminal.bold("Not available"));
            for (AbsentTool tool : toolbox.absent()) {
                out.println("%s  %s".formatted(tool.signature().name(), ports(tool.signature())));
                out.println("    " + tool.signature().does());
                out.println(terminal.dim("    → " + tool.remedy()));
            }
        }
    }

    private static String ports(Signature signature) {
        return list(signature.inputs()) + " → " + list(signature.outputs());
    }

    private static String list(List<Port> ports) {
        return ports.stream()
                .filter(port -> !port.isParameter())
                .map(port -> port.modality()
                        + (port.cardinality() == Cardinality.MANY ? "…" : "")
                        + (port.cardinality() == Cardinality.OPTIONAL ? "?" : ""))
                .collect(Collectors.joining(", "));
    }
}
