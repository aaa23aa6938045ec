package dev.polyphony.agent.server.cli;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What libraries log, outside the server: nothing below an error, unless asked for. */
final class Logs {
    private Logs() {}

    static void quiet(boolean debug) {
        Level level = debug ? Level.FINE : Level.SEVERE;
        Logger root = Logger.getLogger("");
        root.setLevel(level);
        for (Handler handler : root.getHandlers()) {
            handler.setLevel(level);
        }
    }
}
