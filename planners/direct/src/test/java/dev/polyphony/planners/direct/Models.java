package dev.polyphony.planners.direct;

import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Value;

/** A tool with the ports of an any-to-any model. */
final class Models {
    static final String TOOL = "model.answer";

    private Models() {}

    static Tool model() {
        return Tool.named(TOOL)
                .does("Answers a turn of a conversation.")
                .takes(DirectPorts.TEXT, Modality.TEXT)
                .takes(Port.optional(DirectPorts.ATTACHED, Modality.TEXT))
                .takes(Port.optional(DirectPorts.BEFORE, Modality.TEXT))
                .takes(Port.any("image", Modality.IMAGE))
                .takes(Port.any("audio", Modality.AUDIO))
                .takes(Port.any("video", Modality.VIDEO))
                .gives(Port.one(DirectPorts.ANSWER, Modality.TEXT), Port.any("image", Modality.IMAGE))
                .by(call -> Outputs.of(DirectPorts.ANSWER, new Value.Text("ok")));
    }
}
