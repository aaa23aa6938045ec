package dev.polyphony.testkit;

import static dev.polyphony.agent.Modality.AUDIO;
import static dev.polyphony.agent.Modality.BOXES;
import static dev.polyphony.agent.Modality.IMAGE;
import static dev.polyphony.agent.Modality.LABELS;
import static dev.polyphony.agent.Modality.TEXT;
import static dev.polyphony.agent.Modality.VIDEO;

import dev.polyphony.agent.AbsentTool;
import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Measures;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Signature;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Toolbox;
import dev.polyphony.agent.Value;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Tools, attachments and values to test with: a small world in which most requests can be planned. */
public final class Examples {
    private static final byte[] PICTURE = "no real picture".getBytes(StandardCharsets.UTF_8);

    private Examples() {}

    /** Returns nine tools whose work gives something fixed at once, and one tool that is missing. */
    public static Toolbox toolbox() {
        return Toolbox.of(tools(), List.of(missing()));
    }

    private static List<Tool> tools() {
        return List.of(
                Tool.named("image.detect")
                        .does("Finds objects of 80 everyday kinds in a picture and marks them with boxes.")
                        .takes("picture", IMAGE)
                        .whenAsked("what objects are in this picture", "mark all people with boxes")
                        .gives(Port.one("boxes", BOXES), Port.one("marked", IMAGE))
                        .by(FakeWork.giving(Outputs.of("boxes", value(BOXES)).and("marked", value(IMAGE)))),
                Tool.named("image.read")
                        .does("Reads the text printed or written in a picture (OCR).")
                        .takes("picture", IMAGE)
                        .whenAsked("read the sign", "what does this page say")
                        .gives(TEXT, call -> "a line of text"),
                Tool.named("image.describe")
                        .does("Describes a picture in a sentence.")
                        .takes("picture", IMAGE)
                        .whenAsked("describe this photo", "what is in this picture")
                        .gives(TEXT, call -> "a street with two cars"),
                Tool.named("text.summarize")
                        .does("Shortens a text to its most important sentences.")
                        .takes("text", TEXT)
                        .takes(Port.number("sentences", 3, 1, 20).describedAs("how many sentences to keep"))
                        .whenAsked("summarize this", "give me the gist")
                        .gives(TEXT, call -> "the gist"),
                Tool.named("text.similarity")
                        .does("Measures how similar two texts are in meaning, as a score.")
                        .takes("first", TEXT)
                        .takes("second", TEXT)
                        .whenAsked("how alike are they", "compare the two sentences")
                        .gives(LABELS, call -> value(LABELS)),
                Tool.named("text.speak")
                        .does("Speaks a text aloud: text to speech.")
                        .takes("text", TEXT)
                        .takes(Port.choice("voice", "low", "high"))
                        .whenAsked("read it aloud", "say it")
                        .gives(AUDIO, call -> value(AUDIO)),
                Tool.named("speech.transcribe")
                        .does("Writes down what is said in a sound: English speech to text.")
                        .takes("sound", AUDIO)
                        .whenAsked("what is said here", "transcribe this recording")
                        .gives(TEXT, call -> "somebody said this"),
                Tool.named("video.frames")
                        .does("Takes still pictures out of a video, evenly spread, and the one in the middle.")
                        .takes("video", VIDEO)
                        .whenAsked("take stills from this clip", "the picture in the middle of the film")
                        .gives(Port.many("frames", IMAGE), Port.one("middle", IMAGE))
                        .by(FakeWork.giving(Outputs.ofMany("frames", List.of(value(IMAGE), value(IMAGE)))
                                .and("middle", value(IMAGE)))),
                Tool.named("video.compose")
                        .does("Makes a film of still pictures, with sound if there is one.")
                        .takes(Port.many("pictures", IMAGE))
                        .takes(Port.optional("sound", AUDIO))
                        .whenAsked("make a film of the stills", "turn the photos into a slideshow")
                        .gives(VIDEO, call -> value(VIDEO)));
    }

    private static AbsentTool missing() {
        return new AbsentTool(
                new Signature(
                        "image.paint",
                        "Paints a picture from a description in words (text to image).",
                        List.of(Port.one("prompt", TEXT)),
                        List.of(Port.one("image", IMAGE)),
                        List.of("paint me a horse", "draw a house")),
                "configure a text-to-image endpoint");
    }

    /** Returns a value of this kind; the bytes of media are none that a decoder would take. */
    public static Value value(Modality modality) {
        return switch (modality) {
            case TEXT -> new Value.Text("some words");
            case IMAGE, MASK, AUDIO, VIDEO -> Media.of(modality, PICTURE);
            case BOXES -> new Value.Boxes(640, 480, List.of(new Value.Box("cat", 0.9, 10, 20, 100, 80)));
            case LABELS -> new Value.Labels(List.of(new Value.Label("similar", 0.8)));
            case EMBEDDING -> new Value.Embedding(List.of(1f, 0f));
            case TABLE -> new Value.Table(List.of("start_s", "end_s"), List.of(List.of(0.5, 1.5)));
        };
    }

    /** Returns a picture, by name; other names are other pictures. */
    public static Artifact picture(String label) {
        return artifact(IMAGE, "image/jpeg", label, Measures.ofPicture(640, 480));
    }

    /** Returns a sound, by name. */
    public static Artifact sound(String label) {
        return artifact(AUDIO, "audio/wav", label, Measures.ofSound(Duration.ofSeconds(3), 16_000, 1));
    }

    /** Returns a video, by name. */
    public static Artifact video(String label) {
        return artifact(VIDEO, "video/mp4", label, Measures.NONE);
    }

    /** Returns a text, by name. */
    public static Artifact text(String label) {
        return artifact(TEXT, "text/plain", label, Measures.NONE);
    }

    private static Artifact artifact(Modality modality, String mediaType, String label, Measures measures) {
        byte[] bytes = (modality + label).getBytes(StandardCharsets.UTF_8);
        return new Artifact(FolderArtifactStore.idOf(bytes), modality, mediaType, bytes.length, label, measures);
    }
}
