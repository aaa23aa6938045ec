package dev.polyphony.tools.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.ToolFailedException;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoComposerTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("made.mp4");
    }

    private static Media still(Color colour) {
        return Pictures.png(Samples.plain(320, 240, colour));
    }

    private static Color middle(BufferedImage picture) {
        return new Color(picture.getRGB(picture.getWidth() / 2, picture.getHeight() / 2));
    }

    @Test
    void showsEachStillForItsShareOfTheSound() {
        Media video = VideoComposer.ofStills(List.of(still(Color.RED), still(Color.GREEN), still(Color.BLUE)))
                .sound(Samples.sine(440, 6, 16_000))
                .writeTo(file());

        assertThat(Videos.info(video).measures().duration().toMillis()).isBetween(5_990L, 6_010L);
        assertThat(middle(Videos.frameAt(video, Duration.ofMillis(1_800)).picture())
                        .getRed())
                .isGreaterThan(240);
        assertThat(middle(Videos.frameAt(video, Duration.ofMillis(2_100)).picture())
                        .getGreen())
                .isGreaterThan(240);
        assertThat(middle(Videos.frameAt(video, Duration.ofMillis(4_100)).picture())
                        .getBlue())
                .isGreaterThan(240);
    }

    @Test
    void showsEachStillForTwoSecondsWithoutSound() {
        Media video = VideoComposer.ofStills(List.of(still(Color.RED), still(Color.GREEN)))
                .writeTo(file());

        VideoInfo info = Videos.info(video);
        assertThat(info.measures().duration()).isEqualTo(Duration.ofSeconds(4));
        assertThat(info.soundCodec()).isNull();
    }

    @Test
    void holdsTheLastStillUntilTheSoundEnds() {
        Media video = VideoComposer.ofStills(List.of(still(Color.RED), still(Color.GREEN)))
                .each(Duration.ofSeconds(1))
                .sound(Samples.sine(440, 5, 16_000))
                .writeTo(file());

        assertThat(Videos.info(video).measures().duration().toMillis()).isBetween(4_990L, 5_010L);
        assertThat(middle(Videos.frameAt(video, Duration.ofMillis(4_500)).picture())
                        .getGreen())
                .isGreaterThan(240);
    }

    @Test
    void keepsThePicturesWellAndSmall() throws Exception {
        BufferedImage scene = Samples.scene(640, 480);

        Media video = VideoComposer.ofStills(List.of(Pictures.png(scene))).writeTo(file());

        BufferedImage read = Videos.middleFrame(video).picture();
        double sum = 0;
        for (int y = 0; y < 480; y++) {
            for (int x = 0; x < 640; x++) {
                Color a = new Color(scene.getRGB(x, y));
                Color b = new Color(read.getRGB(x, y));
                sum += Math.pow(a.getRed() - b.getRed(), 2)
                        + Math.pow(a.getGreen() - b.getGreen(), 2)
                        + Math.pow(a.getBlue() - b.getBlue(), 2);
            }
        }
        assertThat(10 * Math.log10(255 * 255 / (sum / (3 * 640 * 480)))).isGreaterThan(32);
        assertThat(Files.size(file())).isLessThan(100_000);
    }

    @Test
    void makesOddSizesEvenAndFitsWithBars() {
        Media odd = VideoComposer.ofStills(List.of(Pictures.png(Samples.plain(321, 201, Color.RED))))
                .writeTo(folder.resolve("odd.mp4"));
        Media bars = VideoComposer.ofStills(List.of(Pictures.png(Samples.plain(100, 400, Color.RED))))
                .size(401, 401)
                .writeTo(folder.resolve("bars.mp4"));
        Media large = VideoComposer.ofStills(List.of(Pictures.png(Samples.plain(4_000, 1_000, Color.RED))))
                .writeTo(folder.resolve("large.mp4"));

        assertThat(size(odd)).isEqualTo("322 x 202");
        assertThat(size(bars)).isEqualTo("400 x 400");
        assertThat(size(large)).isEqualTo("1280 x 320");
        BufferedImage frame = Videos.middleFrame(bars).picture();
        assertThat(middle(frame).getRed()).isGreaterThan(240);
        assertThat(new Color(frame.getRGB(20, 200)).getRed()).isLessThan(10);
    }

    private static String size(Media video) {
        return Videos.info(video).measures().width() + " x "
                + Videos.info(video).measures().height();
    }

    @Test
    void putsTheIndexInFrontSoThatItPlaysWhileItLoads() throws Exception {
        VideoComposer.ofStills(List.of(still(Color.RED))).writeTo(file());

        String bytes = new String(Files.readAllBytes(file()), java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(bytes.indexOf("moov")).isPositive().isLessThan(bytes.indexOf("mdat"));
    }

    @Test
    void makesTheSameBytesOfTheSamePictures() throws Exception {
        Path[] files = {folder.resolve("a.mp4"), folder.resolve("b.mp4")};
        for (Path each : files) {
            VideoComposer.ofFrames(12, i -> Samples.scene(64 + i, 48), 12)
                    .sound(Samples.sine(440, 1, 22_050))
                    .writeTo(each);
        }

        assertThat(Files.readAllBytes(files[0])).isEqualTo(Files.readAllBytes(files[1]));
    }

    @Test
    void takesSoundOfAnyRate() {
        Media video = VideoComposer.ofStills(List.of(still(Color.RED)))
                .sound(Samples.sine(440, 2, 18_900))
                .writeTo(file());

        assertThat(Videos.info(video).measures().sampleRateHz()).isEqualTo(48_000);
        assertThat(Spectrum.peak(Videos.soundTrack(video))).isCloseTo(440, within(1.0));
    }

    @Test
    void asksForEachPictureOnceInOrderAndReportsEachFrame() {
        List<Integer> asked = new ArrayList<>();
        List<Double> done = new ArrayList<>();

        VideoComposer.ofFrames(
                        5,
                        i -> {
                            asked.add(i);
                            return Samples.scene(64, 48);
                        },
                        5)
                .progress((now, total) -> {
                    assertThat(total).isEqualTo(5);
                    done.add(now);
                })
                .writeTo(file());

        assertThat(asked).containsExactly(0, 1, 2, 3, 4);
        assertThat(done).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
    }

    @Test
    void leavesNothingBehindWhenItIsCancelledOrFails() {
        double[] reached = {0};

        assertThatThrownBy(() -> VideoComposer.ofFrames(100, i -> Samples.scene(64, 48), 25)
                        .progress((done, total) -> reached[0] = done)
                        .cancelled(() -> reached[0] >= 10)
                        .writeTo(file()))
                .isInstanceOf(CancellationException.class);
        assertThat(file()).doesNotExist();
        assertThatThrownBy(() -> VideoComposer.ofFrames(
                                10,
                                i -> {
                                    if (i == 5) {
                                        throw new IllegalStateException("no picture");
                                    }
                                    return Samples.scene(64, 48);
                                },
                                25)
                        .writeTo(file()))
                .hasMessage("no picture");
        assertThat(file()).doesNotExist();
    }

    @Test
    void saysWhereItCannotWrite() {
        assertThatThrownBy(() ->
                        VideoComposer.ofStills(List.of(still(Color.RED))).writeTo(folder.resolve("no/such/folder.mp4")))
                .isInstanceOf(ToolFailedException.class)
                .hasMessageContainingAll("the video could not be written", "No such file", "Maybe");
    }

    @Test
    void refusesSettingsOutOfRange() {
        VideoComposer composer = VideoComposer.ofStills(List.of(still(Color.RED)));

        assertThatThrownBy(() -> VideoComposer.ofStills(List.of()))
                .hasMessageContainingAll("1 to 100000 pictures", "there are 0", "Maybe");
        assertThatThrownBy(() -> VideoComposer.ofFrames(1, i -> Samples.scene(9, 9), 61))
                .hasMessageContainingAll("framesPerSecond (61)", "[1, 60]", "Maybe");
        assertThatThrownBy(() -> composer.size(8, 100)).hasMessageContainingAll("8 x 100", "16 to 3840", "Maybe");
        assertThatThrownBy(() -> composer.each(Duration.ZERO))
                .hasMessageContainingAll("each (PT0S)", "positive", "Maybe");
        assertThatThrownBy(() -> composer.each(Duration.ofHours(2)).writeTo(file()))
                .hasMessageContainingAll("2:00:00", "at most 1:00:00", "Maybe cut it");
        assertThat(Arrays.asList(folder.toFile().list())).isEmpty();
    }
}
