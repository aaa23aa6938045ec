package dev.polyphony.tools.remote.adapter;

import dev.polyphony.agent.Measures;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.ToolCall;
import dev.polyphony.agent.Value;
import dev.polyphony.tools.media.MediaProbe;
import dev.polyphony.tools.media.Pictures;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/** Boxes and the picture that they lie on. */
final class Pictured {
    private static final MediaProbe PROBE = MediaProbe.create();

    private Pictured() {}

    /** The sides of the picture, in pixels. */
    record Size(int width, int height) {}

    static Size size(Given given, ToolCall call) throws IOException {
        Media picture = given.media(Modality.IMAGE);
        Measures measures =
                PROBE.probe(picture.file(call.folder()), picture.label()).measures();
        return new Size(
                Objects.requireNonNullElse(measures.width(), 1), Objects.requireNonNullElse(measures.height(), 1));
    }

    /** Returns the boxes as the tool gives them: with the picture on which they are drawn, if it gives one. */
    static Outputs give(Service service, Given given, Value.Boxes boxes) {
        Outputs outputs = service.give(boxes);
        List<Port> ports = service.signature().outputs();
        if (ports.size() == 2 && ports.get(1).modality() == Modality.IMAGE) {
            Media marked = Pictures.png(Pictures.draw(Pictures.read(given.media(Modality.IMAGE)), boxes));
            return outputs.and(ports.get(1).name(), marked.labelled("marked objects"));
        }
        return outputs;
    }
}
