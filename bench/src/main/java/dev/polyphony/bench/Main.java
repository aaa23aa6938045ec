package dev.polyphony.bench;

import dev.polyphony.bench.engine.EngineCommand;
import dev.polyphony.bench.nano.NanoCommand;
import dev.polyphony.bench.plan.PlanCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Where the program begins; each benchmark is a command of its own. */
@Command(
        name = "bench",
        description = "Measures Polyphony, side by side with peers where there are any.",
        mixinStandardHelpOptions = true,
        subcommands = {EngineCommand.class, NanoCommand.class, PlanCommand.class})
public final class Main {
    private Main() {}

    /** Returns the commands, ready to run. */
    public static CommandLine commands() {
        return new CommandLine(new Main()).setUsageHelpAutoWidth(true);
    }

    /** Runs a command and ends the program with its exit code. */
    public static void main(String... args) {
        System.exit(commands().execute(args));
    }
}
