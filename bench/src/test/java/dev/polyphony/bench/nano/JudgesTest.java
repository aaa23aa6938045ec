package dev.polyphony.bench.nano;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The judges on what is really there: they must never be wrong. */
class JudgesTest {
    private static final Random RANDOM = new Random(11);

    private static List<Thing> pictures() {
        List<Thing> all = new ArrayList<>();
        for (String shape : Thing.SHAPES) {
            for (String color : Thing.COLORS) {
                for (String background : Thing.BACKGROUNDS) {
                    for (String row : Thing.ROWS) {
                        for (String column : Thing.COLUMNS) {
                            for (String size : Thing.SIZES) {
                                all.add(Thing.of("a %s %s %s at the %s %s on a %s background"
                                        .formatted(size, color, shape, row, column, background)));
                            }
                        }
                    }
                }
            }
        }
        return all;
    }

    private static BufferedImage noisy(BufferedImage image, double level) {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = 0;
                for (int c = 16; c >= 0; c -= 8) {
                    double value = (image.getRGB(x, y) >> c & 0xff) + 255 * level * RANDOM.nextGaussian();
                    rgb = rgb << 8 | (int) Math.max(0, Math.min(255, value));
                }
                image.setRGB(x, y, rgb);
            }
        }
        return image;
    }

    @Test
    void tellEveryPictureAlsoWithNoise() {
        assertThat(pictures()).hasSize(1_296).allSatisfy(thing -> {
            assertThat(PictureJudge.picture(Drawing.picture(thing, RANDOM))).isEqualTo(thing.attributes());
            assertThat(PictureJudge.picture(noisy(Drawing.picture(thing, RANDOM), 0.05)))
                    .isEqualTo(thing.attributes());
        });
    }

    @Test
    void tellEveryFilm() {
        for (String shape : Thing.SHAPES) {
            for (String color : Thing.COLORS) {
                for (String motion : Thing.MOTIONS) {
                    for (String background : Thing.BACKGROUNDS) {
                        Thing thing =
                                Thing.of("a %s %s %s on a %s background".formatted(color, shape, motion, background));
                        assertThat(PictureJudge.film(Drawing.film(thing, RANDOM)))
                                .as(thing.caption())
                                .isEqualTo(thing.attributes());
                    }
                }
            }
        }
    }

    @Test
    void seeNothingInAnEmptyPictureAndNotWhatIsNotThere() {
        BufferedImage empty = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        assertThat(PictureJudge.picture(empty)).containsOnlyKeys("background");
        Thing red = Thing.of("a small red circle at the top left on a white background");
        assertThat(PictureJudge.picture(Drawing.picture(red, RANDOM)))
                .isNotEqualTo(Thing.of("a small red square at the top left on a white background")
                        .attributes());
    }

    @Test
    void hearEveryNoteAndChord() {
        for (String pitch : Thing.PITCHES) {
            for (String timbre : List.of("sine", "square", "saw", "pluck")) {
                for (String octave : List.of("4", "5")) {
                    Thing note = Thing.of("the note %s %s as a %s tone".formatted(pitch, octave, timbre));
                    assertThat(SoundJudge.isNote(Synth.wave(note, RANDOM), note))
                            .as(note.caption())
                            .isTrue();
                }
            }
            for (String mode : List.of("major", "minor")) {
                Thing chord = Thing.of("the chord %s %s as a saw tone".formatted(pitch, mode));
                assertThat(SoundJudge.chord(Synth.wave(chord, RANDOM))).isEqualTo(pitch + " " + mode);
            }
        }
        Thing a = Thing.of("the note a 4 as a sine tone");
        assertThat(SoundJudge.isNote(Synth.wave(a, RANDOM), Thing.of("the note a# 4 as a sine tone")))
                .isFalse();
    }

    @Test
    void hearEveryEffect() {
        for (String effect : Thing.EFFECTS) {
            for (int i = 0; i < 10; i++) {
                assertThat(SoundJudge.effect(Synth.wave(Thing.of("the sound of " + effect), RANDOM)))
                        .isEqualTo(effect);
            }
        }
    }

    @Test
    void tellSpokenDigits() {
        assertThat(DigitJudge.trained(5).accuracy()).isGreaterThanOrEqualTo(0.97);
    }
}
