package dev.polyphony.agent.codec;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.polyphony.agent.OutputRef;

/** The JSON form of an {@link OutputRef}: what a plan delivers. */
@Wire
public record WireOutputRef(
        @JsonProperty(value = "task", required = true) String task,
        @JsonProperty(value = "port", required = true) String port) {

    /** Returns the JSON form. */
    public static WireOutputRef of(OutputRef output) {
        return new WireOutputRef(output.taskId(), output.port());
    }

    /** Returns what this is the JSON form of. */
    public OutputRef toOutputRef() {
        return new OutputRef(task, port);
    }
}
