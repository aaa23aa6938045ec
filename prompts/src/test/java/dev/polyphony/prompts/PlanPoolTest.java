package dev.polyphony.prompts;

import static dev.polyphony.agent.Modality.AUDIO;
import static dev.polyphony.agent.Modality.IMAGE;
import static dev.polyphony.agent.Modality.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.OutputRef;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Toolbox;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanPoolTest {
    private static final Toolbox TOOLS = Toolbox.of(
            Tool.named("image.read").does("Reads.").takes("picture", IMAGE).gives(TEXT, call -> ""),
            Tool.named("text.summarize")
                    .does("Shortens.")
                    .takes("text", TEXT)
                    .takes(Port.number("sentences", 3, 1, 9))
                    .gives(TEXT, call -> ""),
            Tool.named("text.speak").does("Speaks.").takes("text", TEXT).gives(AUDIO, call -> null));

    private static Draft read(String plan) {
        return PlanNotation.read(plan, new PlanPool.Row("i", "x", plan).artifacts(), TOOLS)
                .orElseThrow();
    }

    @Test
    void readsNestedCallsWordsAndSettings() {
        Draft draft = read("text.speak(text.summarize(image.read(#1)){sentences=2}) + text.speak(\"good morning\")");
        assertThat(draft.tasks())
                .containsExactly(
                        Task.of("t1", "image.read", Map.of("picture", new Input.Given("%064x".formatted(1)))),
                        Task.of(
                                "t2",
                                "text.summarize",
                                Map.of("text", Input.Made.by("t1", "text"), "sentences", new Input.Literal("2"))),
                        Task.of("t3", "text.speak", Map.of("text", Input.Made.by("t2", "text"))),
                        Task.of("t4", "text.speak", Map.of("text", new Input.Literal("good morning"))));
        assertThat(draft.deliverables()).containsExactly(new OutputRef("t3", "audio"), new OutputRef("t4", "audio"));
    }

    @Test
    void equalCallsAreOneTask() {
        assertThat(read("text.speak(image.read(#1)) + text.summarize(image.read(#1))")
                        .tasks())
                .extracting(Task::tool)
                .containsExactly("image.read", "text.speak", "text.summarize");
    }

    @Test
    void givesTheLinesThatTheToolsCanRunAndNoOther() {
        assertThat(PlanPool.over(TOOLS))
                .hasSizeBetween(10, PlanPool.requests().size() - 50)
                .allSatisfy(example -> assertThat(example.draft().tasks())
                        .extracting(Task::tool)
                        .isSubsetOf("image.read", "text.summarize", "text.speak"));
        assertThat(PlanPool.over(Toolbox.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"image.read(#1", "image.read", "read(#1)", "image.read(#1) image", "text.speak(+)"})
    void saysWhereALineIsBroken(String plan) {
        assertThatThrownBy(() -> read(plan))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(plan)
                .hasMessageContaining("near character");
    }

    @Test
    void profilesAreKnownByName() {
        assertThat(List.of(Profile.of("short"), Profile.of(" STANDARD ")))
                .containsExactly(Profile.SHORT, Profile.STANDARD);
        assertThatThrownBy(() -> Profile.of("tiny")).hasMessageContainingAll("tiny", "[standard, short]", "Maybe");
    }
}
