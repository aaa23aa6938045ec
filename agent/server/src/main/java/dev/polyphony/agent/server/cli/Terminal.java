package dev.polyphony.agent.server.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where the command line writes.
 *
 * @param out results
 * @param err errors
 * @param live true if what was written may be written over: a screen, not a file
 * @param colour true if words may be coloured
 * @param columns width of the screen
 * @param rows height of the screen
 */
record Terminal(PrintWriter out, PrintWriter err, boolean live, boolean colour, int columns, int rows) {
    /** Returns a terminal that is no screen. */
    static Terminal plain(PrintWriter out, PrintWriter err) {
        return new Terminal(out, err, false, false, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** Returns the program's own output. The launcher says by properties whether it is a screen, and how large. */
    static Terminal system() {
        boolean live = Boolean.getBoolean("polyphony.screen");
        String noColour = System.getenv("NO_COLOR");
        return new Terminal(
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                live,
                live && (noColour == null || noColour.isEmpty()),
                Integer.getInteger("polyphony.columns", 80),
                Integer.getInteger("polyphony.rows", 24));
    }

    private static PrintWriter writer(FileDescriptor file) {
        return new PrintWriter(new FileOutputStream(file), true, StandardCharsets.UTF_8);
    }

    String dim(String text) {
        return paint("2", text);
    }

    String bold(String text) {
        return paint("1", text);
    }

    /** Returns the text in a colour: 31 is red, 32 green, 33 yellow, 36 cyan. */
    String paint(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
