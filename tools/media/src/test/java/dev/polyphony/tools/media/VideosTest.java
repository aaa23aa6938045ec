package dev.polyphony.tools.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.polyphony.agent.Media;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideosTest {
    private static final List<Color> COLOURS = List.of(Color.RED, Color.GREEN, Color.BLUE, Color.WHITE);

    @TempDir
    Path folder;

    private Media movie(int frames, int rate, AudioClip sound) {
        VideoComposer composer = VideoComposer.ofFrames(frames, i -> Samples.scene(320, 240), rate);
        return (sound == null ? composer : composer.sound(sound)).writeTo(folder.resolve("movie.mp4"));
    }

    /** Each second has another colour. */
    private Media colours() {
        return VideoComposer.ofFrames(4 * 25, i -> Samples.plain(160, 120, COLOURS.get(i / 25)), 25)
                .writeTo(folder.resolve("colours.mp4"));
    }

    private static int[] packets(Path file) {
        int[] counts = new int[2];
        try (Bytes bytes = Bytes.of(file);
                Demuxer demuxer =
                        Demuxer.open(file, "it", Container.of(Kind.MP4, bytes), MediaLimits.DEFAULT, Guard.none())) {
            for (AVPacket packet = demuxer.next(); packet != null; packet = demuxer.next()) {
                counts[packet.stream_index()]++;
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return counts;
    }

    @Test
    void writesEveryFrameAndAllSound() throws Exception {
        Media movie = movie(36, 12, Samples.sine(440, 2.9, 16_000));

        Path file = movie.file(folder);
        assertThat(packets(file)).containsExactly(36, 47);
        VideoInfo info = Videos.info(movie);
        assertThat(info.videoCodec()).isEqualTo("h264");
        assertThat(info.soundCodec()).isEqualTo("aac");
        assertThat(info.measures().width()).isEqualTo(320);
        assertThat(info.measures().height()).isEqualTo(240);
        assertThat(info.measures().framesPerSecond()).isEqualTo(12.0);
        assertThat(info.measures().sampleRateHz()).isEqualTo(16_000);
        assertThat(info.measures().duration()).isBetween(Duration.ofMillis(2_990), Duration.ofMillis(3_010));
    }

    @Test
    void findsThePictureOfEachTime() {
        Media video = colours();

        List<VideoFrame> frames = Videos.frames(video, 4);

        for (int i = 0; i < 4; i++) {
            assertThat(frames.get(i).time()).isEqualTo(Duration.ofMillis(1_000L * i + 480));
            assertColour(frames.get(i).picture(), COLOURS.get(i));
        }
    }

    private static void assertColour(BufferedImage picture, Color expected) {
        Color found = new Color(picture.getRGB(picture.getWidth() / 2, picture.getHeight() / 2));
        assertThat(found.getRed()).isCloseTo(expected.getRed(), within(12));
        assertThat(found.getGreen()).isCloseTo(expected.getGreen(), within(12));
        assertThat(found.getBlue()).isCloseTo(expected.getBlue(), within(12));
    }

    @Test
    void readsBackTheSoundTrack() {
        AudioClip track = Videos.soundTrack(movie(36, 12, Samples.sine(440, 2.9, 44_100)));

        assertThat(track.sampleRate()).isEqualTo(16_000);
        assertThat(track.duration().toMillis()).isBetween(2_890L, 2_970L);
        assertThat(Spectrum.peak(track)).isCloseTo(440, within(1.0));
    }
}
