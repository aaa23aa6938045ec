package dev.polyphony.tools.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @Test
    void findsTheMiddleTheEndAndAnythingBetween() {
        Media video = colours();

        assertThat(Videos.middleFrame(video).time()).isEqualTo(Duration.ofSeconds(2));
        assertColour(Videos.frameAt(video, Duration.ZERO).picture(), Color.RED);
        assertColour(Videos.frameAt(video, Duration.ofMillis(999)).picture(), Color.RED);
        assertColour(Videos.frameAt(video, Duration.ofMillis(1_000)).picture(), Color.GREEN);
        assertThat(Videos.frameAt(video, Duration.ofHours(1)).time()).isEqualTo(Duration.ofMillis(3_960));
        assertColour(Videos.frameAt(video, Duration.ofHours(1)).picture(), Color.WHITE);
    }

    @ParameterizedTest
    @CsvSource({"webm, libvpx-vp9", "matroska, libopenh264", "mov, libopenh264"})
    void seeksInEveryContainer(String muxer, String encoder) {
        List<BufferedImage> pictures = new ArrayList<>();
        for (int i = 0; i < 10 * 20; i++) {
            pictures.add(Samples.plain(64, 64, COLOURS.get(i / 50)));
        }
        Media video = Media.of(Modality.VIDEO, Samples.video(muxer, encoder, avutil.AV_PIX_FMT_YUV420P, 10, pictures));

        List<VideoFrame> frames = Videos.frames(video, 4);

        for (int i = 0; i < 4; i++) {
            assertThat(frames.get(i).time().toMillis()).isCloseTo(5_000L * i + 2_500, within(101L));
            assertColour(frames.get(i).picture(), COLOURS.get(i));
        }
    }

    @Test
    void seeksInsteadOfDecodingAll() {
        Media video = VideoComposer.ofFrames(25 * 60, i -> COLOUR_CACHE.get(i / 25 % 4), 25)
                .writeTo(folder.resolve("long.mp4"));
        Videos.frameAt(video, Duration.ZERO);

        long start = System.nanoTime();
        VideoFrame frame = Videos.frameAt(video, Duration.ofMillis(58_500));
        long one = System.nanoTime() - start;
        AtomicInteger decoded = new AtomicInteger();
        Videos.forEachFrame(video, 1_000, () -> false, each -> decoded.incrementAndGet());
        long all = System.nanoTime() - start - one;

        assertColour(frame.picture(), COLOURS.get(58 % 4));
        assertThat(decoded).hasValue(1_000);
        assertThat(one).isLessThan(all / 5);
    }

    private static final List<BufferedImage> COLOUR_CACHE =
            COLOURS.stream().map(colour -> Samples.plain(160, 120, colour)).toList();

    @Test
    void refusesWhatIsNoVideo() {
        Media sound = Sounds.wav(Samples.sine(440, 1, 16_000)).labelled("it");
        Media picture = Pictures.png(Samples.scene(8, 8)).labelled("it");

        assertThatThrownBy(() -> Videos.middleFrame(sound))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll("\"it\" is a WAV sound without pictures", "Maybe give a video");
        assertThatThrownBy(() -> Videos.info(sound)).hasMessageContainingAll("without pictures", "Maybe");
        assertThatThrownBy(() -> Videos.middleFrame(picture))
                .hasMessageContainingAll("a PNG picture and no video", "Maybe give an MP4");
    }

    @Test
    void refusesCountsAndTimesOutOfRange() {
        Media video = Media.of(Modality.VIDEO, new byte[0]);

        assertThatThrownBy(() -> Videos.frames(video, 0)).hasMessageContainingAll("count (0)", "[1, 1000]", "Maybe");
        assertThatThrownBy(() -> Videos.frameAt(video, Duration.ofSeconds(-1)))
                .hasMessageContainingAll("time (PT-1S)", "negative", "Maybe");
    }

    @Test
    void endsWhenItIsCancelled() {
        Media video = colours();
        AtomicInteger seen = new AtomicInteger();

        assertThatThrownBy(() -> Videos.forEachFrame(video, 50, () -> seen.get() == 3, frame -> seen.incrementAndGet()))
                .isInstanceOf(CancellationException.class);
        assertThat(seen).hasValue(3);
    }
}
