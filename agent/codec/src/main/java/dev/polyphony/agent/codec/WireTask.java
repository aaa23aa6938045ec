package dev.polyphony.agent.codec;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of a {@link Task}.
 *
 * @param inputs by port: words, a reference to an artifact or to a task's output, or an array of these
 * @param after null if the order follows from the inputs alone
 */
@Wire
public record WireTask(
        @JsonProperty(value = "id", required = true) String id,
        @JsonProperty(value = "tool", required = true) String tool,
        @JsonProperty("inputs") @Nullable Map<String, JsonNode> inputs,
        @JsonProperty("after") @Nullable List<String> after) {

    /** Returns the JSON form. */
    public static WireTask of(Task task) {
        Map<String, JsonNode> inputs = new LinkedHashMap<>();
        task.inputs().forEach((port, input) -> inputs.put(port, InputJson.write(input)));
        return new WireTask(task.id(), task.tool(), inputs, Plain.listOrAbsent(task.after()));
    }

    /**
     * Returns what this is the JSON form of.
     *
     * @throws IllegalArgumentException if an input is none; the message names it
     */
    public Task toTask() {
        Map<String, Input> read = new LinkedHashMap<>();
        if (inputs != null) {
            inputs.forEach((port, json) ->
                    read.put(port, InputJson.read(json, "task %s, input %s".formatted(id, port))));
        }
        return new Task(id, tool, read, Plain.list(after));
    }
}
