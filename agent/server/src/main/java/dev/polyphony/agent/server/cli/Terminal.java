package dev.polyphony.agent.server.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where the command line writes.
 *
 * @param out results
 * @param err errors
 * @param ansi true if lines may be coloured and written over
 */
record Terminal(PrintWriter out, PrintWriter err, boolean ansi) {
    /** Returns the program's own output. The launcher says by a property whether it is a terminal. */
    static Terminal system() {
        PrintStream out = System.out;
        // Native libraries and old engines print to standard output; it belongs to results alone.
        System.setOut(System.err);
        return new Terminal(
                new PrintWriter(out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                Boolean.getBoolean("polyphony.ansi"));
    }

    String dim(String text) {
        return ansi ? "\u001b[2m" + text + "\u001b[0m" : text;
    }

    String bold(String text) {
        return ansi ? "\u001b[1m" + text + "\u001b[0m" : text;
    }
}
