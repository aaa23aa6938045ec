package dev.polyphony.agent.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Measures;
import dev.polyphony.agent.Modality;
import org.junit.jupiter.api.Test;

class FileNamesTest {
    @Test
    void takesTheExtensionFromTheContentAndTheRestFromTheWords() {
        assertThat(FileNames.of(artifact("audio/wav", Modality.AUDIO), "the sign, read aloud"))
                .isEqualTo("the-sign-read-aloud.wav");
        assertThat(FileNames.of(artifact("image/png", Modality.IMAGE), "street.jpg"))
                .isEqualTo("street.png");
    }

    @Test
    void isNamedAfterItsKindWithoutWords() {
        assertThat(FileNames.of(artifact("video/mp4", Modality.VIDEO), null)).isEqualTo("video.mp4");
        assertThat(FileNames.of(artifact("image/x-odd", Modality.IMAGE), "../.."))
                .isEqualTo("image.bin");
    }

    @Test
    void cutsALongNameBetweenWords() {
        assertThat(FileNames.of(
                        artifact("image/png", Modality.IMAGE),
                        "here is a small red circle at the top left on a white background"))
                .isEqualTo("here-is-a-small-red-circle-at-the-top-left-on-a-white.png");
    }

    @Test
    void leadsNowhereElse() {
        String name = FileNames.of(artifact("text/plain", Modality.TEXT), "../../etc/pass\0wd\n" + "x".repeat(300));
        assertThat(name).doesNotContain("/", "\0", "\n").doesNotStartWith(".").hasSizeLessThanOrEqualTo(64);
    }

    private static Artifact artifact(String type, Modality modality) {
        return new Artifact("0".repeat(64), modality, type, 1, null, Measures.NONE);
    }
}
