package dev.polyphony.agent.codec;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.polyphony.agent.Binding;
import dev.polyphony.agent.Signature;
import dev.polyphony.agent.Tool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of a {@link Tool}: what planners and people know of it.
 *
 * @param local true if no content leaves this machine, whichever binding serves it
 * @param writes true if a call changes something that outlasts the run; absent if not
 */
@Wire
public record WireTool(
        @JsonProperty(value = "name", required = true) String name,
        @JsonProperty(value = "does", required = true) String does,
        @JsonProperty(value = "inputs", required = true) List<WirePort> inputs,
        @JsonProperty(value = "outputs", required = true) List<WirePort> outputs,
        @JsonProperty(value = "examples", required = true) List<String> examples,
        @JsonProperty(value = "version", required = true) String version,
        @JsonProperty(value = "licence", required = true) String licence,
        @JsonProperty(value = "pure", required = true) Boolean pure,
        @JsonProperty(value = "local", required = true) Boolean local,
        @JsonProperty(value = "bindings", required = true) List<WireBinding> bindings,
        @JsonProperty("writes") @Nullable Boolean writes) {

    /** Returns the JSON form. */
    public static WireTool of(Tool tool) {
        Signature signature = tool.signature();
        return new WireTool(
                signature.name(),
                signature.does(),
                WirePort.ofAll(signature.inputs()),
                WirePort.ofAll(signature.outputs()),
                signature.examples(),
                tool.traits().version(),
                tool.traits().licence(),
                tool.traits().pure(),
                tool.bindings().stream().allMatch(Binding::local),
                tool.bindings().stream().map(WireBinding::of).toList(),
                Plain.trueOrAbsent(tool.traits().writes()));
    }

    /** Returns the signature; the work of a tool is not in its JSON form. */
    public Signature toSignature() {
        return new Signature(name, does, WirePort.toPorts(inputs), WirePort.toPorts(outputs), examples);
    }
}
