package dev.polyphony.agent.codec;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.polyphony.agent.Estimate;
import java.time.Duration;
import java.util.List;

/**
 * The JSON form of an {@link Estimate}.
 *
 * @param costUsd what all calls cost together; 0 if nothing
 */
@Wire
public record WireEstimate(
        @JsonProperty(value = "timeMs", required = true) Long timeMs,

        @JsonProperty(value = "costUsd", required = true) Double costUsd,

        @JsonProperty(value = "tasks", required = true) List<WireTaskEstimate> tasks) {

    /** Returns the JSON form. */
    public static WireEstimate of(Estimate estimate) {
        return new WireEstimate(
                estimate.time().toMillis(),
                estimate.costUsd(),
                estimate.tasks().stream().map(WireTaskEstimate::of).toList());
    }

    /** Returns what this is the JSON form of. */
    public Estimate toEstimate() {
        return new Estimate(
                Duration.ofMillis(timeMs),
                costUsd,
                tasks.stream().map(WireTaskEstimate::toEstimate).toList());
    }
}
