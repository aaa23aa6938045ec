package dev.polyphony.agent;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a fusion makes an answer of.
 *
 * @param text the user's words
 * @param attachments what came with them
 * @param plan what was run
 * @param outcomes how each task of the plan ended, by task id
 * @param toolbox the tools of the plan
 * @param reader reads the content of an artifact; structured content comes as its {@link Value}
 */
public record FusionRequest(
        String text,
        List<Artifact> attachments,
        Plan plan,
        Map<String, Outcome> outcomes,
        Toolbox toolbox,
        Function<Artifact, Value> reader) {
    public FusionRequest {
        attachments = List.copyOf(attachments);
        outcomes = Ordered.copyOf(outcomes);
    }
}
