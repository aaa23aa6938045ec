package dev.polyphony.tools.mcp;

import java.util.List;

/**
 * What became of a server at start-up.
 *
 * @param name of the server
 * @param reach how it is reached, without secrets
 * @param title name and version that it gives itself; empty if it was not reached
 * @param tools how many of its tools are used
 * @param problems what went wrong, each with advice where there is some
 */
public record McpState(String name, String reach, String title, int tools, List<String> problems) {
    public McpState {
        problems = List.copyOf(problems);
    }

    /** Returns true if it answered. */
    public boolean reached() {
        return !title.isEmpty();
    }
}
