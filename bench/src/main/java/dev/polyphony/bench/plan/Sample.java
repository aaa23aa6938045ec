package dev.polyphony.bench.plan;

import dev.polyphony.agent.Artifact;
import java.util.List;

/**
 * A request to be planned. All that a planner gets of it are the words and the attachments.
 *
 * @param id its id in the data set
 * @param request the words
 * @param attachments what stands for the files that the words name
 */
public record Sample(String id, String request, List<Artifact> attachments) {
    public Sample {
        attachments = List.copyOf(attachments);
    }
}
