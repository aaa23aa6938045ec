package dev.polyphony.agent.server.cli;

import dev.polyphony.agent.PolyphonyException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code polyphony}. */
@Command(
        name = "polyphony",
        description = "Answers requests made of text, pictures, sound and video, by planning which models to run.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        version = "polyphony 0.1.0",
        footer = {
            "",
            "polyphony ask \"What is on this photo? Say it aloud.\" --attach photo.jpg",
            "polyphony serve",
            "",
            "Exit codes: 0 it worked, 1 it failed, 2 the call is wrong, 130 it was cancelled."
        })
final class Cli {
    /** It worked. */
    static final int OK = 0;
    /** The run, or the program, failed. */
    static final int FAILED = 1;
    /** The command line or the input is wrong. */
    static final int USAGE = 2;
    /** The user stopped it. */
    static final int CANCELLED = 130;

    private static final Set<String> CODES_OF_INPUT = Set.of("invalid_request", "not_found");

    private final PrintWriter err;

    @Option(
            names = "--debug",
            description = "Shows where an error came from, and what libraries log.",
            scope = CommandLine.ScopeType.INHERIT)
    private boolean debug;

    private Cli(PrintWriter err) {
        this.err = err;
    }

    /** Runs a command line and returns its exit code. Errors are printed, never thrown. */
    static int run(Shell shell, String... args) {
        Cli cli = new Cli(shell.terminal().err());
        CommandLine line = new CommandLine(cli)
                .addSubcommand(new AskCommand(shell))
                .addSubcommand(new PlanCommand(shell))
                .addSubcommand(new ToolsCommand(shell))
                .addSubcommand(new ModelsCommand(shell))
                .addSubcommand(new DoctorCommand(shell))
                .addSubcommand(new RunCommand(shell))
                .addSubcommand(new ServeCommand(shell.terminal()))
                .setOut(shell.terminal().out())
                .setErr(shell.terminal().err())
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler((e, given) -> cli.misused(e))
                .setExecutionExceptionHandler((e, command, result) -> cli.failed(e));
        line.setExecutionStrategy(new CommandLine.RunLast());
        if (args.length == 0) {
            line.usage(shell.terminal().out());
            return USAGE;
        }
        return line.execute(args);
    }

    private int misused(CommandLine.ParameterException e) {
        if (e instanceof CommandLine.UnmatchedArgumentException unmatched
                && !unmatched.isUnknownOption()
                && e.getCommandLine().getParent() == null) {
            return noCommand(unmatched);
        }
        String message = String.valueOf(e.getMessage());
        err.println("polyphony: " + Character.toLowerCase(message.charAt(0)) + message.substring(1));
        List<String> likely =
                e instanceof CommandLine.UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        String name = e.getCommandLine().getCommandSpec().qualifiedName();
        err.println(likely.isEmpty() ? "Maybe look at: " + name + " --help" : "Maybe " + String.join(" or ", likely));
        return USAGE;
    }

    private int noCommand(CommandLine.UnmatchedArgumentException e) {
        String word = e.getUnmatched().get(0);
        err.println("polyphony: there is no command \"%s\"; there are %s."
                .formatted(
                        word,
                        String.join(", ", e.getCommandLine().getSubcommands().keySet())));
        err.println(
                e.getSuggestions().isEmpty()
                        ? "Maybe polyphony ask \"%s\"".formatted(word)
                        : "Maybe " + String.join(" or ", e.getSuggestions()));
        return USAGE;
    }

    private int failed(Exception e) {
        if (debug) {
            e.printStackTrace(err);
        }
        if (e instanceof PolyphonyException known) {
            err.println("polyphony: " + known.getMessage());
            return CODES_OF_INPUT.contains(known.code()) ? USAGE : FAILED;
        }
        err.println("polyphony: something broke that should not: " + e);
        err.println("Maybe run it again with --debug, and report what it prints.");
        return FAILED;
    }
}
