package dev.polyphony.tools.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.polyphony.tools.local.VoiceActivity.Span;
import dev.polyphony.tools.media.AudioClip;
import dev.polyphony.tools.media.Sounds;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class VoiceActivityTest {
    private static final VoiceActivity ACTIVITY =
            new VoiceActivity(LocalSettings.defaults().pool());

    @AfterAll
    static void close() {
        ACTIVITY.close();
    }

    @Test
    void findsSpeechBetweenSilences() throws Exception {
        AudioClip silence = Sounds.silence(Duration.ofSeconds(1), 16_000);
        AudioClip speech = new FreeTtsVoice().speak("Show me the pictures of two dogs in the park", () -> false);
        List<Span> spans = ACTIVITY.spans(Sounds.concatenate(List.of(silence, speech, silence)), FakeCall.empty());
        double end = 1 + speech.duration().toMillis() / 1e3;
        assertThat(spans).singleElement().satisfies(span -> {
            assertThat(span.startSeconds()).isCloseTo(1, within(0.4));
            assertThat(span.endSeconds()).isCloseTo(end, within(0.4));
        });
    }

    @Test
    void findsTheSpeechOfTheExample() throws Exception {
        FakeCall call = FakeCall.empty();
        List<Span> spans = ACTIVITY.spans(Sounds.read(TestPictures.example("speech.wav")), call);
        assertThat(spans)
                .isNotEmpty()
                .allSatisfy(span -> assertThat(span.endSeconds()).isGreaterThan(span.startSeconds()));
        assertThat(call.reported()).isNotEmpty();
    }

    @Test
    void findsNothingInSilence() throws Exception {
        assertThat(ACTIVITY.spans(Sounds.silence(Duration.ofSeconds(2), 16_000), FakeCall.empty()))
                .isEmpty();
        assertThat(ACTIVITY.spans(Sounds.silence(Duration.ofMillis(1), 16_000), FakeCall.empty()))
                .isEmpty();
    }

    @Test
    void stopsWhenCancelled() {
        AudioClip clip = Sounds.silence(Duration.ofSeconds(1), 16_000);
        assertThatThrownBy(() -> ACTIVITY.spans(clip, FakeCall.empty().cancel()))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void bridgesShortPausesAndPassesOverClicks() {
        double[] likelihoods = new double[100];
        Arrays.fill(likelihoods, 10, 30, 0.9);
        Arrays.fill(likelihoods, 34, 50, 0.4);
        Arrays.fill(likelihoods, 70, 72, 0.9);
        Arrays.fill(likelihoods, 90, 100, 0.9);
        assertThat(VoiceActivity.spans(likelihoods)).containsExactly(new Span(0.32, 1.6), new Span(2.88, 3.2));
    }
}
