package dev.polyphony.bench.nano;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.Media;
import dev.polyphony.tools.media.AudioClip;
import dev.polyphony.tools.media.Pictures;
import dev.polyphony.tools.media.Sounds;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShortRequestsTest {
    private static final Thing SMALL = Thing.of("a small green circle at the top left on a black background");

    private static final ShortRequests JUDGE = new ShortRequests(DigitJudge.trained(5));

    private static Marks marks(String wanted, List<String> asked, Media... made) {
        Case each = new Case("short", List.of(), "", List.of(), "…", List.of(Thing.of(wanted)), "", asked);
        return JUDGE.marks(List.of(each), List.of(new Reply("", List.of(), List.of(made))));
    }

    private static Media picture(Thing thing) {
        return Pictures.png(Drawing.picture(thing, new Random(1)));
    }

    private static Media sound(String thing) {
        return Sounds.wav(new AudioClip(FloatBuffer.wrap(Synth.wave(Thing.of(thing), new Random(1))), Synth.RATE_HZ));
    }

    @Test
    void whatWasNotAskedForMayBeAnything() {
        String wanted = "a large green circle at the middle center on a white background";
        assertThat(marks(wanted, List.of("shape", "color"), picture(SMALL)).of("all"))
                .isOne();
        Marks marks = marks(wanted, List.of("shape", "color", "background"), picture(SMALL));
        assertThat(marks.of("all")).isZero();
        assertThat(marks.of("background")).isZero();
        assertThat(marks.of("color")).isOne();
    }

    @Test
    void nothingAndAnotherModalityAreWrong() {
        String wanted = "a large green circle at the middle center on a white background";
        assertThat(marks(wanted, List.of("shape")).of("all")).isZero();
        assertThat(marks("a red circle moving right on a white background", List.of("shape"), picture(SMALL))
                        .of("all"))
                .isZero();
    }

    @Test
    void notesChordsAndDigitsAreHeard() {
        assertThat(marks("the note f# 4 as a sine tone", List.of("pitch"), sound("the note f# 5 as a saw tone"))
                        .of("all"))
                .isOne();
        assertThat(marks(
                                "the note f# 4 as a sine tone",
                                List.of("pitch", "octave"),
                                sound("the note f# 5 as a sine tone"))
                        .of("all"))
                .isZero();
        assertThat(marks(
                                "the note c 5 as a sine tone",
                                List.of("pitch", "octave"),
                                sound("the note b 4 as a sine tone"))
                        .of("all"))
                .isZero();
        assertThat(marks(
                                "the chord a major as a sine tone",
                                List.of("pitch"),
                                sound("the chord a minor as a sine tone"))
                        .of("all"))
                .isOne();
        assertThat(marks(
                                "the chord a major as a sine tone",
                                List.of("pitch", "mode"),
                                sound("the chord a minor as a sine tone"))
                        .of("all"))
                .isZero();
        assertThat(marks(
                                "the digit four in a low voice",
                                List.of("digit", "voice"),
                                sound("the digit four in a high voice"))
                        .of("all"))
                .isOne();
    }
}
