package dev.polyphony.agent.codec;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.polyphony.agent.Cardinality;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Port;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON form of a {@link Port}. */
@Wire
public record WirePort(
        @JsonProperty(value = "name", required = true) String name,
        @JsonProperty(value = "modality", required = true) Modality modality,

        @JsonProperty(value = "cardinality", required = true)
        Cardinality cardinality,

        @JsonProperty("description") @Nullable String description,
        @JsonProperty("choices") @Nullable List<String> choices,
        @JsonProperty("min") @Nullable Double min,
        @JsonProperty("max") @Nullable Double max,
        @JsonProperty("default") @Nullable String defaultValue) {

    /** Returns the JSON form. */
    public static WirePort of(Port port) {
        return new WirePort(
                port.name(),
                port.modality(),
                port.cardinality(),
                Plain.textOrAbsent(port.description()),
                Plain.listOrAbsent(port.choices()),
                Plain.finite(port.min()),
                Plain.finite(port.max()),
                port.defaultValue());
    }

    /** Returns what this is the JSON form of. */
    public Port toPort() {
        return new Port(
                name, modality, cardinality, Plain.text(description), Plain.list(choices), min, max, defaultValue);
    }

    static List<WirePort> ofAll(List<Port> ports) {
        return ports.stream().map(WirePort::of).toList();
    }

    static List<Port> toPorts(List<WirePort> ports) {
        return ports.stream().map(WirePort::toPort).toList();
    }
}
