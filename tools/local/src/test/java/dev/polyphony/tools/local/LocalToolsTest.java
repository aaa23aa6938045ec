package dev.polyphony.tools.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.polyphony.agent.AbsentTool;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Value.Boxes;
import dev.polyphony.agent.Value.Table;
import dev.polyphony.agent.Value.Text;
import dev.polyphony.tools.media.Pictures;
import dev.polyphony.tools.media.Sounds;
import dev.polyphony.tools.media.Videos;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** All tools in one process, with no programs beside it: PyTorch, ONNX Runtime, tokenizers and FFmpeg are loaded together. */
class LocalToolsTest {
    private static final LocalTools LOCAL =
            LocalTools.available(LocalSettings.defaults().withPrograms(""));

    @AfterAll
    static void close() {
        LOCAL.close();
    }

    @Test
    void declaresItsToolsWithTheirPorts() {
        assertThat(LOCAL.tools())
                .extracting(
                        Tool::name,
                        tool -> ports(tool.signature().inputs()),
                        tool -> ports(tool.signature().outputs()))
                .containsExactlyInAnyOrder(
                        tuple("image.detect", "picture IMAGE ONE", "boxes BOXES ONE, marked IMAGE ONE"),
                        tuple("image.read", "picture IMAGE ONE", "text TEXT ONE, boxes BOXES ONE"),
                        tuple("image.upscale", "picture IMAGE ONE, factor TEXT OPTIONAL", "image IMAGE ONE"),
                        tuple("image.describe", "picture IMAGE ONE", "text TEXT ONE"),
                        tuple("text.embed", "text TEXT ONE", "embedding EMBEDDING ONE"),
                        tuple("text.similarity", "first TEXT ONE, second TEXT ONE", "labels LABELS ONE"),
                        tuple("text.classify", "text TEXT ONE, labels TEXT OPTIONAL", "labels LABELS ONE"),
                        tuple("text.summarize", "text TEXT ONE, sentences TEXT OPTIONAL", "text TEXT ONE"),
                        tuple("text.answer", "question TEXT ONE, text TEXT ONE", "text TEXT ONE"),
                        tuple("text.speak", "text TEXT ONE", "audio AUDIO ONE"),
                        tuple("speech.detect", "audio AUDIO ONE", "table TABLE ONE"),
                        tuple(
                                "video.frames",
                                "video VIDEO ONE, count TEXT OPTIONAL",
                                "frames IMAGE MANY, middle IMAGE ONE"),
                        tuple("video.compose", "pictures IMAGE MANY, sound AUDIO OPTIONAL", "video VIDEO ONE"),
                        tuple("audio.extract", "video VIDEO ONE", "audio AUDIO ONE"),
                        tuple("audio.spectrum", "audio AUDIO ONE", "image IMAGE ONE"));
    }

    @Test
    void saysOfEachToolWhatAPlannerAndAnAuditorNeed() {
        assertThat(LOCAL.tools()).allSatisfy(tool -> {
            assertThat(tool.signature().examples()).hasSizeBetween(4, 10).doesNotHaveDuplicates();
            assertThat(tool.signature().does()).endsWith(".");
            assertThat(tool.traits().licence()).isNotBlank();
            assertThat(tool.traits().pure()).isTrue();
            assertThat(tool.bindings()).allSatisfy(binding -> {
                assertThat(binding.local()).isTrue();
                assertThat(binding.model()).isNotBlank();
            });
        });
    }

    @Test
    void saysHowToGetWhatIsMissing() {
        assertThat(LOCAL.absent())
                .extracting(tool -> tool.signature().name(), AbsentTool::remedy)
                .containsExactly(
                        tuple("speech.transcribe", "install the Debian packages pocketsphinx and pocketsphinx-en-us"));
    }

    @Test
    void marksAndDescribesAPhotograph() throws Exception {
        Media street = Media.of(Modality.IMAGE, TestPictures.example("street.jpg"));
        Outputs found = run("image.detect", "picture", street);
        Boxes boxes = (Boxes) found.values().get("boxes").get(0);
        assertThat(boxes.boxes()).isNotEmpty();
        assertThat(Pictures.read((Media) found.values().get("marked").get(0)).getWidth())
                .isEqualTo(boxes.width());
        assertThat(text(run("image.describe", "picture", street))).contains("cars", "EXIT 12", "Composed");
        assertThat(text(run("image.read", "picture", street))).isEqualTo("Harbour Road\nEXIT 12");
    }

    @Test
    void enlargesAPicture() throws Exception {
        Media small = Pictures.png(TestPictures.plain(20, 10, Color.ORANGE));
        Outputs large = run("image.upscale", "picture", small);
        BufferedImage picture =
                Pictures.read((Media) large.values().get("image").get(0));
        assertThat(picture.getWidth()).isEqualTo(80);
        assertThat(picture.getHeight()).isEqualTo(40);
    }

    @Test
    void speaksAndHearsThatItSpoke() throws Exception {
        Tool speak = tool("text.speak");
        Outputs spoken =
                FakeCall.of(speak).with("text", "Good morning, how are you?").run(speak);
        Outputs heard = run(
                "speech.detect", "audio", (Media) spoken.values().get("audio").get(0));
        Table table = (Table) heard.values().get("table").get(0);
        assertThat(table.columns()).containsExactly("start_s", "end_s");
        assertThat(table.rows()).isNotEmpty();
    }

    @Test
    void takesAVideoApart() throws Exception {
        Media clip = Media.of(Modality.VIDEO, TestPictures.example("clip.mp4"));
        Tool frames = tool("video.frames");
        Outputs stills =
                FakeCall.of(frames).with("video", clip).with("count", "4").run(frames);
        assertThat(stills.values().get("frames")).hasSize(4);
        assertThat(Pictures.read((Media) stills.values().get("middle").get(0)).getWidth())
                .isEqualTo(640);
        Outputs sound = run("audio.extract", "video", clip);
        assertThat(Sounds.read((Media) sound.values().get("audio").get(0))
                        .duration()
                        .toMillis())
                .isBetween(4_000L, 7_000L);
    }

    @Test
    void putsPicturesAndSoundTogether() throws Exception {
        Tool compose = tool("video.compose");
        Media red = Pictures.png(TestPictures.plain(320, 240, Color.RED));
        Media blue = Pictures.png(TestPictures.plain(320, 240, Color.BLUE));
        Media speech = Media.of(Modality.AUDIO, TestPictures.example("speech.wav"));
        FakeCall call = FakeCall.of(compose).with("pictures", red, blue).with("sound", speech);
        Media video = (Media) call.run(compose).values().get("video").get(0);
        Color last = new Color(Videos.frames(video, 2).get(1).picture().getRGB(160, 120));
        assertThat(last.getBlue()).isGreaterThan(200);
        assertThat(Videos.soundTrack(video).duration().toMillis()).isBetween(4_000L, 7_000L);
        assertThat(call.reported()).isNotEmpty();
    }

    @Test
    void drawsASpectrogramWithAxes() throws Exception {
        Media speech = Media.of(Modality.AUDIO, TestPictures.example("speech.wav"));
        Media picture = (Media)
                run("audio.spectrum", "audio", speech).values().get("image").get(0);
        assertThat(Pictures.read(picture).getWidth()).isGreaterThan(SpectrumPainter.COLUMNS);
        Media read = Pictures.png(Pictures.read(picture));
        assertThat(text(run("image.read", "picture", read))).contains("time (s)");
    }

    @Test
    void warmsUpInTheBackground() {
        List<Runnable> work = new ArrayList<>();
        LOCAL.warmUp(work::add);
        assertThat(work).hasSize(1);
        work.get(0).run();
        assertThat(LOCAL.embedder().name()).startsWith("all-MiniLM-L6-v2");
    }

    @Test
    void refusesToRunOnceClosed() {
        LocalTools closed = LocalTools.available(LocalSettings.defaults().withPrograms(""));
        Tool detect = closed.tools().stream()
                .filter(tool -> tool.name().equals("image.detect"))
                .findFirst()
                .orElseThrow();
        closed.close();
        FakeCall call = FakeCall.of(detect).with("picture", Pictures.png(TestPictures.plain(9, 9, Color.RED)));
        assertThatThrownBy(() -> call.run(detect))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("closed", "Maybe");
    }

    @Test
    void everyExampleIsListedWithItsLicence() throws Exception {
        String licences = Files.readString(TestPictures.example("LICENCES.md"));
        try (var files = Files.list(TestPictures.example(""))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .filteredOn(name -> !name.equals("LICENCES.md"))
                    .allSatisfy(name -> assertThat(licences).contains("`" + name + "`"));
        }
    }

    private static Outputs run(String name, String port, Media media) throws Exception {
        Tool tool = tool(name);
        return FakeCall.of(tool).with(port, media).run(tool);
    }

    private static String text(Outputs outputs) {
        return ((Text) outputs.values().get("text").get(0)).text();
    }

    private static Tool tool(String name) {
        return LOCAL.tools().stream()
                .filter(tool -> tool.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String ports(List<Port> ports) {
        return String.join(
                ", ",
                ports.stream()
                        .map(port -> port.name() + " " + port.modality() + " " + port.cardinality())
                        .toList());
    }
}
