package dev.polyphony.tools.mcp;

import dev.polyphony.tools.mcp.McpServer.Program;
import dev.polyphony.tools.mcp.McpServer.Web;
import java.util.Collection;
import java.util.List;

/** Keeps what is set as secret out of messages, and messages short. */
final class Redaction {
    private static final int SHORTEST_SECRET = 6;
    private static final int LONGEST_MESSAGE = 500;

    private final List<String> secrets;

    Redaction(McpServer server) {
        Collection<String> values = server.reach() instanceof Web web
                ? web.headers().values()
                : ((Program) server.reach()).environment().values();
        secrets = values.stream()
                .flatMap(value -> List.of(value, value.substring(value.indexOf(' ') + 1)).stream())
                .filter(value -> value.length() >= SHORTEST_SECRET)
                .toList();
    }

    /** Returns one line of at most 500 characters without a secret or control character. */
    String of(String text) {
        String clean = text;
        for (String secret : secrets) {
            clean = clean.replace(secret, "***");
        }
        return oneLine(clean, LONGEST_MESSAGE);
    }

    /** Returns the text on one line, without control characters and what changes the direction of writing. */
    static String oneLine(String text, int longest) {
        String start = text.length() > 4 * longest ? text.substring(0, 4 * longest) : text;
        String line = start.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
        return line.length() <= longest ? line : line.substring(0, longest - 1) + "…";
    }
}
