package dev.polyphony.tools.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AudioClipTest {
    private static AudioClip clip(int rate, float... samples) {
        return new AudioClip(FloatBuffer.wrap(samples), rate);
    }

    @Test
    void refusesUnscaledPcmAndSaysHowToScaleIt() {
        assertThatThrownBy(() -> clip(16_000, 0f, 12_000f))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("samples[1]", "12000.0", "divide 16-bit PCM by 32768");
    }

    @Test
    void refusesNoSampleNoNumberAndARateOutOfRange() {
        assertThatThrownBy(() -> clip(16_000)).hasMessageContainingAll("samples is empty", "Maybe");
        assertThatThrownBy(() -> clip(16_000, Float.NaN)).hasMessageContainingAll("samples[0]", "NaN", "Maybe");
        assertThatThrownBy(() -> clip(4_000, 0f)).hasMessageContainingAll("4000 Hz", "[8000, 192000]", "Maybe");
    }

    @Test
    void keepsACopyThatNobodyCanChange() {
        float[] given = {0.5f, -0.5f};
        AudioClip clip = clip(8_000, given);
        given[0] = 1f;
        clip.toArray()[1] = 1f;

        assertThat(clip.samples().isReadOnly()).isTrue();
        assertThat(clip.toArray()).containsExactly(0.5f, -0.5f);
        assertThat(clip.samples().get()).isEqualTo(clip.samples().get());
        assertThat(clip).isEqualTo(clip(8_000, 0.5f, -0.5f));
        assertThat(clip.duration()).isEqualTo(Duration.ofNanos(250_000));
    }
}
