package dev.polyphony.agent.codec;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.polyphony.agent.Toolbox;
import java.util.List;

/** The JSON form of a {@link Toolbox}. */
@Wire
public record WireToolbox(
        @JsonProperty(value = "tools", required = true) List<WireTool> tools,
        @JsonProperty(value = "absent", required = true) List<WireAbsentTool> absent) {

    /** Returns the JSON form. */
    public static WireToolbox of(Toolbox toolbox) {
        return new WireToolbox(
                toolbox.tools().stream().map(WireTool::of).toList(),
                toolbox.absent().stream().map(WireAbsentTool::of).toList());
    }
}
