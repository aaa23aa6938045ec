package dev.polyphony.agent;

import static dev.polyphony.agent.Modality.AUDIO;
import static dev.polyphony.agent.Modality.IMAGE;
import static dev.polyphony.agent.Modality.TEXT;

import java.util.Map;

/** A small toolbox and what can be planned with it. */
final class Fixtures {
    static final Artifact PHOTO = artifact('a', IMAGE, "image/png");
    static final Artifact VOICE = artifact('b', AUDIO, "audio/wav");

    static final Tool READ = Tool.named("image.read")
            .does("Reads the text in a picture.")
            .takes("picture", IMAGE)
            .gives(TEXT, call -> "text");
    static final Tool SPEAK = Tool.named("text.speak")
            .does("Speaks a text.")
            .takes("text", TEXT)
            .takes(Port.choice("voice", "slt", "kal"))
            .takes(Port.number("speed", 1, 0.5, 2))
            .gives(AUDIO, call -> Media.of(AUDIO, new byte[] {1}));
    static final Tool JOIN = Tool.named("text.join")
            .does("Joins texts.")
            .takes(Port.many("texts", TEXT))
            .gives(TEXT, call -> String.join(" ", call.texts("texts")));
    static final Tool FRAMES = Tool.named("video.frames")
            .does("Takes stills out of a video.")
            .takes("video", Modality.VIDEO)
            .gives(Port.many("frames", IMAGE))
            .by(call -> Outputs.ofMany("frames", java.util.List.of()));

    static final Toolbox TOOLS = Toolbox.of(READ, SPEAK, JOIN, FRAMES);

    private Fixtures() {}

    static Artifact artifact(char digit, Modality modality, String mediaType) {
        return new Artifact(String.valueOf(digit).repeat(64), modality, mediaType, 10, null, Measures.NONE);
    }

    static Task read(String id) {
        return Task.of(id, "image.read", Map.of("picture", new Input.Given(PHOTO.id())));
    }

    static Task speak(String id, String source) {
        return Task.of(id, "text.speak", Map.of("text", Input.Made.by(source, "text")));
    }

    static Task join(String id, String... sources) {
        return Task.of(
                id,
                "text.join",
                Map.of(
                        "texts",
                        new Input.Many(java.util.Arrays.stream(sources)
                                .map(source -> (Input) Input.Made.by(source, "text"))
                                .toList())));
    }
}
