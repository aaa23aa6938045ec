package dev.polyphony.agent;

import java.util.List;

/**
 * What a run answered.
 *
 * @param text Markdown, with artifacts as {@code artifact:ID} links
 * @param artifacts the artifacts that the text links to, in order, then media that the plan delivers and the text leaves out
 * @param runId the run, whose journal tells how it came about
 */
public record Answer(String text, List<Artifact> artifacts, String runId) {
    public Answer {
        artifacts = List.copyOf(artifacts);
    }
}
