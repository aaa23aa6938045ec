package dev.polyphony.testkit;

import static dev.polyphony.agent.Modality.IMAGE;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.ToolArgumentsException;
import dev.polyphony.agent.ToolCall;
import dev.polyphony.agent.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The contract of tools, kept by a small one. */
class ExampleToolTest extends ToolContract {
    @Override
    protected Tool tool() {
        return Tool.named("image.flip")
                .does("Mirrors a picture.")
                .takes("picture", IMAGE)
                .takes(Port.choice("axis", "x", "y"))
                .pure()
                .gives(Port.one("image", IMAGE))
                .by(FakeWork.making(ExampleToolTest::flip));
    }

    private static Outputs flip(ToolCall call) {
        try {
            String content = new String(call.image("picture").bytes(), StandardCharsets.UTF_8);
            if (!content.startsWith("PNG")) {
                throw new ToolArgumentsException("the picture is of no known format.\nMaybe convert it to PNG.");
            }
            byte[] flipped = (content + call.text("axis")).getBytes(StandardCharsets.UTF_8);
            return Outputs.of("image", Media.of(IMAGE, flipped));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected Map<String, List<Value>> inputs() {
        return Map.of("picture", List.of(Media.of(IMAGE, "PNG".getBytes(StandardCharsets.UTF_8))));
    }
}
