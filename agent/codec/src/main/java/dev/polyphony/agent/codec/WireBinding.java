package dev.polyphony.agent.codec;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.polyphony.agent.Binding;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of a {@link Binding}: what it is, not how it works.
 *
 * @param costUsd what one call costs; absent if nothing
 */
@Wire
public record WireBinding(
        @JsonProperty(value = "id", required = true) String id,
        @JsonProperty(value = "local", required = true) Boolean local,
        @JsonProperty("model") @Nullable String model,
        @JsonProperty("costUsd") @Nullable Double costUsd) {

    /** Returns the JSON form. */
    public static WireBinding of(Binding binding) {
        return new WireBinding(
                binding.id(), binding.local(), binding.model(), Plain.positiveOrAbsent(binding.costUsd()));
    }
}
