package dev.polyphony.agent.codec;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.polyphony.agent.Toolbox;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of a {@link Toolbox}.
 *
 * @param modes how requests can be answered, of {@code auto}, {@code end-to-end} and {@code tools}, the one first that is
 *     meant if none is named; absent if not told
 */
@Wire
public record WireToolbox(
        @JsonProperty(value = "tools", required = true) List<WireTool> tools,
        @JsonProperty(value = "absent", required = true) List<WireAbsentTool> absent,
        @JsonProperty("modes") @Nullable List<String> modes) {

    /** Returns the JSON form. */
    public static WireToolbox of(Toolbox toolbox) {
        return new WireToolbox(
                toolbox.tools().stream().map(WireTool::of).toList(),
                toolbox.absent().stream().map(WireAbsentTool::of).toList(),
                null);
    }

    /** Returns the same, with the modes in which requests can be answered. */
    public WireToolbox with(List<String> newModes) {
        return new WireToolbox(tools, absent, List.copyOf(newModes));
    }
}
