package dev.polyphony.agent.server.cli;

import dev.polyphony.agent.codec.Json;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code polyphony doctor}: what is set, what answers, what is missing, and how to mend it. */
@Command(
        name = "doctor",
        description = "Tells what is set, what answers, what is missing, and how to mend it.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    private final Shell shell;

    @Option(names = "--json", description = "Prints what was found as JSON.")
    private boolean json;

    DoctorCommand(Shell shell) {
        this.shell = shell;
    }

    /** Returns 1 if something that is set does not work. */
    @Override
    public Integer call() {
        List<Finding> findings = new Doctor(shell::settings, new HttpReach()).examine();
        if (json) {
            shell.terminal().out().println(Json.write(findings));
        } else {
            findings.forEach(this::print);
        }
        long broken = findings.stream()
                .filter(finding -> finding.state() == Finding.State.BROKEN)
                .count();
        if (!json) {
            shell.terminal().out().println();
            shell.terminal()
                    .out()
                    .println(broken == 0 ? "What is set works." : "%d of what is set does not work.".formatted(broken));
        }
        return broken == 0 ? Cli.OK : Cli.FAILED;
    }

    private void print(Finding finding) {
        Terminal terminal = shell.terminal();
        String mark = switch (finding.state()) {
            case FINE -> terminal.paint("32", "✓");
            case ABSENT -> terminal.dim("–");
            case BROKEN -> terminal.paint("31", "✗");
        };
        terminal.out().println("%s %s: %s".formatted(mark, finding.about(), finding.words()));
        if (finding.remedy() != null) {
            terminal.out().println(terminal.dim("  → " + finding.remedy()));
        }
    }
}
