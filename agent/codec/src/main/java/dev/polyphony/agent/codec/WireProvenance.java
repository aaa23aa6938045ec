package dev.polyphony.agent.codec;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.polyphony.agent.Provenance;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON form of a {@link Provenance}. */
@Wire
public record WireProvenance(
        @JsonProperty(value = "artifactId", required = true) String artifactId,
        @JsonProperty(value = "runId", required = true) String runId,
        @JsonProperty(value = "taskId", required = true) String taskId,
        @JsonProperty(value = "tool", required = true) String tool,

        @JsonProperty(value = "toolVersion", required = true)
        String toolVersion,

        @JsonProperty(value = "binding", required = true) String binding,
        @JsonProperty(value = "parameters", required = true) Map<String, String> parameters,
        @JsonProperty("seed") @Nullable Long seed,
        @JsonProperty(value = "inputs", required = true) List<String> inputs,
        @JsonProperty(value = "madeAt", required = true) String madeAt) {

    /** Returns the JSON form. */
    public static WireProvenance of(Provenance provenance) {
        return new WireProvenance(
                provenance.artifactId(),
                provenance.runId(),
                provenance.taskId(),
                provenance.tool(),
                provenance.toolVersion(),
                provenance.binding(),
                provenance.parameters(),
                provenance.seed(),
                provenance.inputs(),
                provenance.madeAt().toString());
    }

    /** Returns what this is the JSON form of. */
    public Provenance toProvenance() {
        return new Provenance(
                artifactId, runId, taskId, tool, toolVersion, binding, parameters, seed, inputs, Instant.parse(madeAt));
    }
}
