package dev.polyphony.agent.server.cli;

import dev.polyphony.Polyphony;
import dev.polyphony.agent.AbsentTool;
import dev.polyphony.agent.Binding;
import dev.polyphony.agent.Cardinality;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Signature;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Toolbox;
import dev.polyphony.agent.codec.Json;
import dev.polyphony.agent.codec.WireToolbox;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code polyphony tools}: what can be called, and what is missing for the rest. */
@Command(
        name = "tools",
        description = "Lists the tools, and what would make others available.",
        mixinStandardHelpOptions = true)
final class ToolsCommand implements Callable<Integer> {
    private final Shell shell;

    @Option(names = "--json", description = "Prints the tools as JSON.")
    private boolean json;

    ToolsCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        try (Polyphony agent = shell.agent()) {
            if (json) {
                shell.terminal().out().println(Json.write(WireToolbox.of(agent.toolbox())));
            } else {
                print(shell.terminal(), agent.toolbox());
            }
            return Cli.OK;
        }
    }

    private static void print(Terminal terminal, Toolbox toolbox) {
        List<Row> here = toolbox.tools().stream().map(ToolsCommand::row).toList();
        List<Row> absent = toolbox.absent().stream().map(ToolsCommand::row).toList();
        int nameWidth = width(here, absent, true);
        int portsWidth = width(here, absent, false);
        PrintWriter out = terminal.out();
        String line = "%-" + nameWidth + "s  %-" + portsWidth + "s  %-6s  %s";
        out.println(terminal.bold(line.formatted("TOOL", "IN → OUT", "WHERE", "WHAT")));
        here.forEach(row -> out.println(line.formatted(row.name(), row.ports(), row.where(), row.does())));
        if (!absent.isEmpty()) {
            out.println();
            out.println(terminal.bold("Not available, and what would change that"));
        }
        absent.forEach(row -> {
            out.println(line.formatted(row.name(), row.ports(), "", row.does()).stripTrailing());
            out.println(terminal.dim("  → " + row.where()));
        });
    }

    /** A line of the table; {@code where} is the remedy of a tool that is absent. */
    private record Row(String name, String ports, String where, String does) {}

    private static Row row(Tool tool) {
        boolean local = tool.bindings().stream().allMatch(Binding::local);
        return new Row(
                tool.name(),
                ports(tool.signature()),
                local ? "here" : "remote",
                tool.signature().does());
    }

    private static Row row(AbsentTool tool) {
        return new Row(
                tool.signature().name(),
                ports(tool.signature()),
                tool.remedy(),
                tool.signature().does());
    }

    private static int width(List<Row> here, List<Row> absent, boolean names) {
        return java.util.stream.Stream.concat(here.stream(), absent.stream())
                .mapToInt(row -> (names ? row.name() : row.ports()).length())
                .max()
                .orElse(8);
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
