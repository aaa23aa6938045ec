package dev.polyphony.agent.codec;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.polyphony.agent.Binding;
import org.jspecify.annotations.Nullable;

/** The JSON form of a {@link Binding}: what it is, not how it works. */
@Wire
public record WireBinding(
        @JsonProperty(value = "id", required = true) String id,
        @JsonProperty(value = "local", required = true) Boolean local,
        @JsonProperty("model") @Nullable String model) {

    /** Returns the JSON form. */
    public static WireBinding of(Binding binding) {
        return new WireBinding(binding.id(), binding.local(), binding.model());
    }
}
