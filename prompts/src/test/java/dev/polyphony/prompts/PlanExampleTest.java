package dev.polyphony.prompts;

import static dev.polyphony.agent.Modality.AUDIO;
import static dev.polyphony.agent.Modality.IMAGE;
import static dev.polyphony.agent.Modality.LABELS;
import static dev.polyphony.agent.Modality.TEXT;
import static dev.polyphony.agent.Modality.VIDEO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.PlanCheck;
import dev.polyphony.agent.PlanLimits;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Toolbox;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanExampleTest {
    private static final Toolbox TOOLS = Toolbox.of(
            tool("image.read", List.of(Port.one("picture", IMAGE)), Port.one("text", TEXT)),
            tool("image.describe", List.of(Port.one("picture", IMAGE)), Port.one("text", TEXT)),
            tool(
                    "text.summarize",
                    List.of(Port.one("text", TEXT), Port.number("sentences", 3, 1, 20)),
                    Port.one("text", TEXT)),
            tool("text.speak", List.of(Port.one("text", TEXT)), Port.one("audio", AUDIO)),
            tool(
                    "text.similarity",
                    List.of(Port.one("first", TEXT), Port.one("second", TEXT)),
                    Port.one("labels", LABELS)),
            tool(
                    "video.frames",
                    List.of(Port.one("video", VIDEO)),
                    Port.many("frames", IMAGE),
                    Port.one("middle", IMAGE)),
            tool(
                    "video.compose",
                    List.of(Port.many("pictures", IMAGE), Port.optional("sound", AUDIO)),
                    Port.one("video", VIDEO)));

    private static Tool tool(String name, List<Port> inputs, Port... outputs) {
        var builder = Tool.named(name).does("Does what its name says.");
        inputs.forEach(builder::takes);
        return builder.gives(outputs).by(call -> {
            throw new UnsupportedOperationException("planned, never called");
        });
    }

    static Stream<PlanExample> examples() {
        return PlanExample.all().stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isAPlanThatCanBeRunAsItIs(PlanExample example) {
        var checked = PlanCheck.check(example.draft(), TOOLS, example.attachments(), PlanLimits.DEFAULT);
        assertThat(checked.findings()).isEmpty();
        assertThat(checked.orThrow().tasks())
                .as("tasks in the order in which they can run")
                .isEqualTo(example.draft().tasks());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void readsAllThatIsAttached(PlanExample example) {
        String draft = example.draft().toString();
        assertThat(example.attachments()).allSatisfy(a -> assertThat(draft).contains(a.id()));
    }
}
