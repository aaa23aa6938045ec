package dev.polyphony.agent.codec;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.polyphony.agent.AbsentTool;
import dev.polyphony.agent.Signature;
import java.util.List;

/** The JSON form of an {@link AbsentTool}. */
@Wire
public record WireAbsentTool(
        @JsonProperty(value = "name", required = true) String name,
        @JsonProperty(value = "does", required = true) String does,
        @JsonProperty(value = "inputs", required = true) List<WirePort> inputs,
        @JsonProperty(value = "outputs", required = true) List<WirePort> outputs,
        @JsonProperty(value = "remedy", required = true) String remedy) {

    /** Returns the JSON form. */
    public static WireAbsentTool of(AbsentTool tool) {
        Signature signature = tool.signature();
        return new WireAbsentTool(
                signature.name(),
                signature.does(),
                WirePort.ofAll(signature.inputs()),
                WirePort.ofAll(signature.outputs()),
                tool.remedy());
    }

    /** Returns what this is the JSON form of, without examples. */
    public AbsentTool toAbsentTool() {
        return new AbsentTool(
                new Signature(name, does, WirePort.toPorts(inputs), WirePort.toPorts(outputs), List.of()), remedy);
    }
}
