package dev.polyphony.tools.remote.adapter;

import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Signature;
import dev.polyphony.agent.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a tool asks of an endpoint.
 *
 * @param signature of the tool
 * @param task its Hugging Face name: {@code text-to-image}
 * @param model as the endpoint calls it; null if the endpoint has one alone
 * @param options what the catalogue says besides: {@code size}, {@code voice}, {@code param.steps}
 */
public record Service(
        Signature signature, String task, @Nullable String model, Map<String, String> options) {
    public Service {
        options = Map.copyOf(options);
    }

    /** Returns an option, or this if it is not set. */
    String option(String name, String otherwise) {
        return options.getOrDefault(name, otherwise);
    }

    /** Returns the model; empty if the endpoint has one alone. */
    String modelOrEmpty() {
        return model == null ? "" : model;
    }

    /** Returns the only output of the tool. */
    Port output() {
        return signature.outputs().get(0);
    }

    /** Returns what the tool gives. */
    Modality gives() {
        return output().modality();
    }

    /** Returns the tool's output with this value. */
    Outputs give(Value value) {
        return Outputs.of(output().name(), value);
    }
}
