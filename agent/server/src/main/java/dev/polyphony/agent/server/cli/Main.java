package dev.polyphony.agent.server.cli;

import dev.polyphony.agent.server.Agents;
import dev.polyphony.agent.server.Settings;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;

/** Where the program begins. Only {@code serve} starts the server; the other commands run without it and start faster. */
@QuarkusMain
public final class Main {
    private Main() {}

    /** Runs a command and ends the program with its exit code. */
    public static void main(String... args) {
        if (!Arrays.asList(args).contains("serve")) {
            Logs.quiet(Arrays.asList(args).contains("--debug"));
        }
        Shell shell = new Shell(
                Terminal.system(),
                () -> Agents.create(Settings.load()),
                () -> Agents.reader(Settings.load()),
                Settings::load);
        System.exit(Cli.run(shell, args));
    }
}
