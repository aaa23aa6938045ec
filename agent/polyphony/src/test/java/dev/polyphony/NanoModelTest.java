package dev.polyphony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.polyphony.agent.Answer;
import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Request;
import dev.polyphony.agent.Run;
import dev.polyphony.tools.anytoany.AnyToAnyModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model that is shipped, through the whole agent. */
class NanoModelTest {
    @TempDir
    private Path home = Path.of("");

    private Polyphony agent() {
        Optional<AnyToAnyModel> model = AnyToAnyModel.shipped();
        assumeTrue(model.isPresent(), "no any-to-any model is shipped");
        return Polyphony.builder()
                .home(home)
                .mode("end-to-end")
                .endToEnd(model.orElseThrow())
                .build();
    }

    private static List<Modality> kinds(Answer answer) {
        return answer.artifacts().stream().map(Artifact::modality).toList();
    }

    @Test
    void drawsACircleAndPlaysANoteInOneAnswer() throws InterruptedException {
        try (Polyphony agent = agent()) {
            Answer answer = agent.ask("draw a small red circle at the top left and play the note A");
            assertThat(kinds(answer)).containsExactly(Modality.IMAGE, Modality.AUDIO);
            assertThat(answer.text())
                    .containsSubsequence(
                            "small red circle at the top left", "](artifact:", "the note a 4", "](artifact:");
        }
    }

    @Test
    void goesOnOverFiveTurns() throws InterruptedException {
        try (Polyphony agent = agent()) {
            String session = null;
            List<List<Modality>> shown = new java.util.ArrayList<>();
            StringBuilder said = new StringBuilder();
            for (String turn : List.of(
                    "hello",
                    "draw a small red circle at the top left on a white background",
                    "now make it blue",
                    "the same as a film moving left",
                    "play the note of the film")) {
                Run run = agent.start(new Request(turn, List.of(), session, "end-to-end"));
                session = run.sessionId();
                Answer answer = run.answer();
                shown.add(kinds(answer));
                said.append(answer.text()).append('\n');
            }
            assertThat(shown)
                    .containsExactly(
                            List.of(),
                            List.of(Modality.IMAGE),
                            List.of(Modality.IMAGE),
                            List.of(Modality.VIDEO),
                            List.of(Modality.AUDIO));
            assertThat(said.toString())
                    .containsSubsequence(
                            "small red circle at the top left",
                            "small blue circle at the top left",
                            "blue circle moving left",
                            "the note g 4");
        }
    }

    @Test
    void saysWhatItKnowsWhenItIsAskedForMore() throws InterruptedException {
        try (Polyphony agent = agent()) {
            Answer answer = agent.ask("write a poem about the sea");
            assertThat(answer.text()).startsWith("i only know");
            assertThat(answer.artifacts()).isEmpty();
        }
    }
}
