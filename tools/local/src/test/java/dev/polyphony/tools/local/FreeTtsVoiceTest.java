package dev.polyphony.tools.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.tools.media.AudioClip;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class FreeTtsVoiceTest {
    private static final FreeTtsVoice VOICE = new FreeTtsVoice();

    @AfterAll
    static void close() {
        VOICE.close();
    }

    @Test
    void speaksASentenceInThePaceOfAPerson() throws Exception {
        AudioClip clip = VOICE.speak("Show me the pictures of two dogs in the park", () -> false);
        assertThat(clip.sampleRate()).isEqualTo(16_000);
        assertThat(clip.duration().toMillis()).isBetween(1_800L, 4_500L);
        float loudest = 0;
        for (float sample : clip.toArray()) {
            loudest = Math.max(loudest, Math.abs(sample));
        }
        assertThat(loudest).isBetween(0.1f, 1f);
    }

    @Test
    void saysTheSameEachTime() throws Exception {
        assertThat(VOICE.speak("Once more.", () -> false)).isEqualTo(VOICE.speak("Once more.", () -> false));
    }

    @Test
    void stopsWhenCancelled() {
        assertThatThrownBy(() -> VOICE.speak("A long text. ".repeat(500), () -> true))
                .isInstanceOf(CancellationException.class);
    }
}
