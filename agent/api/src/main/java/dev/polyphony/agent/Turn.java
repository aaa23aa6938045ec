package dev.polyphony.agent;

import java.util.List;

/**
 * An earlier run of the same session, as a planner may look back on it.
 *
 * @param text what was asked
 * @param answer what was answered
 * @param artifacts what was attached and made, oldest first
 */
public record Turn(String text, String answer, List<Artifact> artifacts) {
    public Turn {
        artifacts = List.copyOf(artifacts);
    }
}
