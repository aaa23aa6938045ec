package dev.polyphony.agent.server.cli;

import dev.polyphony.agent.PolyphonyException;
import java.util.Arrays;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code polyphony}. */
@Command(
        name = "polyphony",
        description = "Answers requests made of text, pictures, sound and video, by planning which models to run.",
        mixinStandardHelpOptions = true,
        version = "polyphony 0.1.0",
        subcommands = {AskCommand.class, PlanCommand.class, ToolsCommand.class, RunCommand.class, ServeCommand.class})
final class Cli {
    /** It worked. */
    static final int OK = 0;
    /** The run, or the program, failed. */
    static final int FAILED = 1;
    /** The command line or the input is wrong. */
    static final int USAGE = 2;
    /** The user stopped it. */
    static final int CANCELLED = 130;

    private final Terminal terminal;

    @Option(names = "--debug", description = "Show where an error came from.", scope = CommandLine.ScopeType.INHERIT)
    private boolean debug;

    Cli(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Runs a command line and returns its exit code. Errors are printed, never thrown. */
    static int run(Terminal terminal, String... args) {
        Logs.quiet(Arrays.asList(args).contains("--debug"));
        Cli cli = new Cli(terminal);
        return new CommandLine(cli)
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setParameterExceptionHandler((e, given) -> {
                    terminal.err().println("polyphony: " + e.getMessage());
                    CommandLine.UnmatchedArgumentException.printSuggestions(e, terminal.err());
                    terminal.err().println("Maybe look at: polyphony %s--help".formatted(pathOf(e.getCommandLine())));
                    return USAGE;
                })
                .setExecutionExceptionHandler((e, command, result) -> cli.failed(e))
                .execute(args);
    }

    private static String pathOf(CommandLine command) {
        return command.getParent() == null ? "" : command.getCommandName() + " ";
    }

    private int failed(Exception e) {
        if (debug) {
            e.printStackTrace(terminal.err());
        }
        if (e instanceof PolyphonyException known) {
            terminal.err().println("polyphony: " + known.getMessage());
            return known.code().equals("invalid_request") || known.code().equals("not_found") ? USAGE : FAILED;
        }
        LoggerFactory.getLogger(Cli.class).debug("unexpected", e);
        terminal.err().println("polyphony: something broke that should not: " + e);
        terminal.err().println("Maybe run it again with --debug, and report what it prints.");
        return FAILED;
    }

    Terminal terminal() {
        return terminal;
    }
}
