package dev.polyphony.agent.server.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** What libraries log and print outside the server: nothing, unless asked for. */
final class Logs {
    private Logs() {}

    /** Keeps libraries quiet; or, to find an error, lets them write to standard error. */
    static void quiet(boolean debug) {
        if (!debug) {
            PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
            System.setOut(nowhere);
            System.setErr(nowhere);
        }
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.setLevel(debug ? Level.INFO : Level.OFF);
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        if (debug) {
            root.addHandler(new ConsoleHandler());
        }
    }
}
