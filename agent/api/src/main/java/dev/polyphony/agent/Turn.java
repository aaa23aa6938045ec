package dev.polyphony.agent;

import java.util.List;

/**
 * An earlier run of the same session, as a planner may look back on it.
 *
 * @param text what was asked
 * @param answer what was answered
 * @param artifacts what was attached and made, oldest first
 * @param tools the tools of its plan, in order
 */
public record Turn(String text, String answer, List<Artifact> artifacts, List<String> tools) {
    public Turn {
        artifacts = List.copyOf(artifacts);
        tools = List.copyOf(tools);
    }

    /** Returns a turn of which the tools are not known. */
    public Turn(String text, String answer, List<Artifact> artifacts) {
        this(text, answer, artifacts, List.of());
    }
}
