package dev.polyphony.agent.codec;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.polyphony.agent.Estimate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of an {@link Estimate.OfTask}.
 *
 * @param timeMs absent if there were no calls so far
 * @param costUsd absent if nothing
 * @param cached absent unless the result is there already
 * @param sends absent if nothing may leave the machine
 * @param to absent if nothing may leave the machine
 */
@Wire
public record WireTaskEstimate(
        @JsonProperty(value = "taskId", required = true) String taskId,

        @JsonProperty(value = "binding", required = true) String binding,

        @JsonProperty("timeMs") @Nullable Long timeMs,
        @JsonProperty("costUsd") @Nullable Double costUsd,
        @JsonProperty("cached") @Nullable Boolean cached,
        @JsonProperty("sends") @Nullable List<String> sends,
        @JsonProperty("to") @Nullable List<String> to) {

    static WireTaskEstimate of(Estimate.OfTask one) {
        return new WireTaskEstimate(
                one.taskId(),
                one.binding(),
                Plain.millis(one.time()),
                Plain.positiveOrAbsent(one.costUsd()),
                Plain.trueOrAbsent(one.cached()),
                Plain.listOrAbsent(one.sends()),
                Plain.listOrAbsent(one.to()));
    }

    Estimate.OfTask toEstimate() {
        return new Estimate.OfTask(
                taskId,
                binding,
                Plain.duration(timeMs),
                costUsd == null ? 0 : costUsd,
                Boolean.TRUE.equals(cached),
                Plain.list(sends),
                Plain.list(to));
    }
}
