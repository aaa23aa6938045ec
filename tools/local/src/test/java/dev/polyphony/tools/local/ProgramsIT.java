package dev.polyphony.tools.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.polyphony.agent.Binding;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Value.Box;
import dev.polyphony.agent.Value.Boxes;
import dev.polyphony.agent.Value.Text;
import dev.polyphony.tools.media.Sounds;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What needs Debian packages; a test whose package is missing is skipped and names it. */
class ProgramsIT {
    private static final String SENTENCE = "show me the pictures of two dogs in the park";
    private static final LocalTools LOCAL = LocalTools.available();

    @AfterAll
    static void close() {
        LOCAL.close();
    }

    @Test
    void prefersFliteAndKeepsFreeTtsBehindIt() {
        assumeFlite();
        assertThat(tool("text.speak").bindings()).extracting(Binding::id).containsExactly("flite", "freetts");
    }

    @Test
    void understandsWhatItSaid() throws Exception {
        assumeFlite();
        assumePocketSphinx();
        Tool speak = tool("text.speak");
        Tool transcribe = tool("speech.transcribe");
        Media speech = (Media) FakeCall.of(speak)
                .with("text", "Show me the pictures of two dogs in the park.")
                .run(speak)
                .values()
                .get("audio")
                .get(0);
        assertThat(Sounds.read(speech).duration().toMillis()).isBetween(2_000L, 4_000L);
        assertThat(FakeCall.of(transcribe).with("audio", speech).run(transcribe).values())
                .containsEntry("text", java.util.List.of(new Text(SENTENCE)));
    }

    @Test
    void transcribesTheSoundOfAVideo() throws Exception {
        assumePocketSphinx();
        Tool extract = tool("audio.extract");
        Tool transcribe = tool("speech.transcribe");
        var sound = FakeCall.of(extract)
                .with("video", Modality.VIDEO, TestPictures.example("clip.mp4"))
                .run(extract)
                .values()
                .get("audio")
                .get(0);
        Text text = (Text) FakeCall.of(transcribe)
                .with("audio", sound)
                .run(transcribe)
                .values()
                .get("text")
                .get(0);
        assertThat(text.text()).contains("turn right");
    }

    @Test
    void findsTheDogAndTheBicycle() throws Exception {
        Path dog = Path.of("/usr/share/darknet/data/dog.jpg");
        assumeTrue(Files.exists(dog), "skipped: install the Debian package darknet");
        Tool detect = tool("image.detect");
        Boxes boxes = (Boxes) FakeCall.of(detect)
                .with("picture", Modality.IMAGE, dog)
                .run(detect)
                .values()
                .get("boxes")
                .get(0);
        assertThat(boxes.boxes()).extracting(Box::label).contains("dog", "bicycle");
    }

    private static void assumeFlite() {
        assumeTrue(tool("text.speak").bindings().size() == 2, "skipped: install the Debian package flite");
    }

    private static void assumePocketSphinx() {
        assumeTrue(
                LOCAL.absent().stream()
                        .noneMatch(tool -> tool.signature().name().equals("speech.transcribe")),
                "skipped: install the Debian packages pocketsphinx and pocketsphinx-en-us");
    }

    private static Tool tool(String name) {
        return LOCAL.tools().stream()
                .filter(tool -> tool.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
