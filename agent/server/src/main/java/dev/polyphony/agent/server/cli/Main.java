package dev.polyphony.agent.server.cli;

import io.quarkus.runtime.annotations.QuarkusMain;

/** Where the program begins. Only {@code serve} starts the server; the other commands run without it and start faster. */
@QuarkusMain
public final class Main {
    private Main() {}

    /** Runs a command and ends the program with its exit code. */
    public static void main(String... args) {
        System.exit(Cli.run(Terminal.system(), args));
    }
}
