package dev.polyphony.agent;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where an artifact came from: one record for each time that a task made it.
 *
 * @param artifactId what was made
 * @param runId the run
 * @param taskId the task of the run's plan
 * @param tool name of the tool
 * @param toolVersion version of the tool
 * @param binding which of the tool's bindings served it
 * @param parameters the literals that the task was given, by port
 * @param seed the seed of the attempt; null if the tool draws no random numbers
 * @param inputs ids of the artifacts that the task read, in port order
 * @param madeAt when
 */
public record Provenance(
        String artifactId,
        String runId,
        String taskId,
        String tool,
        String toolVersion,
        String binding,
        Map<String, String> parameters,
        @Nullable Long seed,
        List<String> inputs,
        Instant madeAt) {

    public Provenance {
        parameters = Ordered.copyOf(parameters);
        inputs = List.copyOf(inputs);
    }
}
