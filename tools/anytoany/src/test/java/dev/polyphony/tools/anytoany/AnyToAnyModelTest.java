package dev.polyphony.tools.anytoany;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.RegistrationException;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.ToolArgumentsException;
import dev.polyphony.agent.Value;
import dev.polyphony.testkit.FakeCall;
import dev.polyphony.testkit.ToolContract;
import dev.polyphony.tools.anytoany.pipeline.Event;
import dev.polyphony.tools.media.Pictures;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tool of a model, on the miniature, whose words mean nothing. */
class AnyToAnyModelTest extends ToolContract {
    private static final AnyToAnyModel MODEL = AnyToAnyModel.in(Path.of("src/test/resources/models/miniature"));
    private static final String PLAYS = "draw a small red circle at the top left and play the note A";

    @TempDir
    private Path folder = Path.of("");

    @AfterAll
    static void close() {
        MODEL.close();
    }

    private static Media picture() {
        return Pictures.png(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB));
    }

    private static Value text(String words) {
        return new Value.Text(words);
    }

    @Override
    protected Tool tool() {
        return MODEL.tool();
    }

    @Override
    protected Map<String, List<Value>> inputs() {
        return Map.of(
                "text", List.of(text("the same as a film moving left")),
                "attached", List.of(text("[image 2]")),
                "before", List.of(text("user: [image 1] what is this ?\nmodel: this is a circle . [image 2] ok")),
                "image", List.of(picture(), picture()));
    }

    private Outputs run(FakeCall call) throws Exception {
        return tool().bindings().get(0).body().run(call);
    }

    @Test
    void takesAndGivesWhatTheModelReadsAndShows() {
        assertThat(tool().signature().inputs())
                .extracting(Port::name)
                .containsExactly("text", "attached", "before", "image", "audio", "video");
        assertThat(tool().signature().outputs())
                .extracting(Port::name)
                .containsExactly("answer", "image", "audio", "video");
        assertThat(tool().bindings().get(0).model()).isEqualTo("miniature 1");
    }

    @Test
    void saysWordsAsTheyComeAndMarksWhatItMakes() throws Exception {
        FakeCall call = FakeCall.of(Map.of("text", List.of(text(PLAYS))), folder);
        Outputs outputs = run(call);
        String answer = ((Value.Text) outputs.values().get("answer").get(0)).text();
        String said = String.join("", call.said());
        assertThat(answer).startsWith(said + "\n\n[audio 1]").doesNotContain("[AUD");
        assertThat(said).isEqualTo(said.strip()).isNotEmpty();
        assertThat(outputs.values().get("audio"))
                .isNotEmpty()
                .allSatisfy(sound -> assertThat(sound.modality()).isEqualTo(Modality.AUDIO));
        int media = outputs.values().values().stream().mapToInt(List::size).sum() - 1;
        assertThat(call.reported())
                .contains("makes audio, 1 of " + media, "12/" + 12 * media)
                .last()
                .isEqualTo(12 * media + "/" + 12 * media);
    }

    @Test
    void saysWordByWordUntilAMediumComes() {
        FakeCall call = FakeCall.of(Map.of(), folder);
        Speech speech = new Speech(call);
        List.of(" Here", " is", " ", " it", " .", " ").forEach(words -> speech.accept(new Event.Said(words)));
        speech.accept(new Event.Signalled(0, Modality.IMAGE));
        speech.accept(new Event.Said(" and more"));
        speech.accept(new Event.Signalled(1, Modality.AUDIO));
        speech.accept(new Event.Started(1, Modality.AUDIO));
        speech.accept(new Event.Progressed(1, 3, 12));
        assertThat(call.said()).containsExactly("Here", " is", "  it", " .");
        assertThat(call.reported()).containsExactly("makes audio, 2 of 2", "15/24");
    }

    @Test
    void knowsWhichWordsAreStrange() {
        assertThat(MODEL.unknown("Draw a RED circle, please!")).isEmpty();
        assertThat(MODEL.unknown("draw a zebra and a zebra on the Matterhorn")).containsExactly("zebra", "Matterhorn");
        assertThat(MODEL.unknown("play c# 4 as a sawtooth")).isEmpty();
    }

    @Test
    void refusesMarksThatStandForNothingAndLinesThatAreNoTurns() {
        assertThatThrownBy(() -> run(FakeCall.of(
                        Map.of(
                                "text",
                                List.of(text("x")),
                                "attached",
                                List.of(text("[image 2]")),
                                "image",
                                List.of(picture())),
                        folder)))
                .isInstanceOf(ToolArgumentsException.class)
                .hasMessageContainingAll("[image 2]", "\"image\" holds 1", "Maybe");
        assertThatThrownBy(() -> run(FakeCall.of(
                        Map.of("text", List.of(text("x")), "before", List.of(text("model: ha\nuser: ho"))), folder)))
                .isInstanceOf(ToolArgumentsException.class)
                .hasMessageContainingAll("line 1", "before", "Maybe");
    }

    @Test
    void namesTheFolderThatHoldsNoModel() {
        assertThatThrownBy(() -> AnyToAnyModel.in(folder))
                .isInstanceOf(RegistrationException.class)
                .hasMessageContainingAll("model.json", "Maybe");
    }

    @Test
    void refusesWorkOnceItIsClosed() {
        AnyToAnyModel model = AnyToAnyModel.in(Path.of("src/test/resources/models/miniature"));
        model.unknown("x");
        model.close();
        assertThatThrownBy(model::pipeline)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }
}
