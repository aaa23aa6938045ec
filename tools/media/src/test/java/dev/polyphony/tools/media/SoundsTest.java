package dev.polyphony.tools.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoundsTest {
    @TempDir
    Path folder;

    private static Media media(byte[] bytes) {
        return Media.of(Modality.AUDIO, bytes).labelled("it");
    }

    @Test
    void writesAndReadsWavToHalfAStep() throws Exception {
        AudioClip clip = Samples.sine(440, 0.5, 16_000);

        AudioClip read = Sounds.read(Sounds.wav(clip));

        assertThat(read.sampleRate()).isEqualTo(16_000);
        float[] expected = clip.toArray();
        float[] found = read.toArray();
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).isCloseTo(expected[i], within(0.5f / 32_768 + 1e-7f));
        }
        assertThat(MediaProbe.create()
                        .probe(Sounds.wav(clip).file(folder), null)
                        .mediaType())
                .isEqualTo("audio/wav");
    }

    @Test
    void writesTheLoudestSampleWithoutTurningIt() {
        AudioClip clip = new AudioClip(FloatBuffer.wrap(new float[] {1f, -1f}), 16_000);

        assertThat(Sounds.read(Sounds.wav(clip)).toArray()).containsExactly(32_767 / 32_768f, -1f);
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 11_025, 22_050, 32_000, 44_100, 48_000, 96_000})
    void keepsFrequencyLoudnessAndLengthWhenItResamples(int rate) {
        AudioClip resampled = Sounds.resample(Samples.sine(1_000, 1, rate), 16_000);

        assertThat(resampled.toArray()).hasSize(16_000);
        assertThat(Spectrum.peak(resampled)).isCloseTo(1_000, within(0.5));
        assertThat(Spectrum.amplitude(resampled, 1_000)).isCloseTo(0.5, within(0.002));
    }

    @Test
    void resamplesAtTheRightTime() {
        float[] click = new float[48_000];
        click[30_000] = 1f;

        float[] resampled = Sounds.resample(new AudioClip(FloatBuffer.wrap(click), 48_000), 16_000)
                .toArray();

        int loudest = 0;
        for (int i = 0; i < resampled.length; i++) {
            loudest = resampled[i] > resampled[loudest] ? i : loudest;
        }
        assertThat(loudest).isEqualTo(10_000);
    }

    @Test
    void resamplesASineToTheSamplesOfASine() {
        float[] found = Sounds.resample(Samples.sine(440, 1, 44_100), 16_000).toArray();
        float[] expected = Samples.sine(440, 1, 16_000).toArray();

        double noise = 0;
        double signal = 0;
        for (int i = 1_000; i < 15_000; i++) {
            noise += Math.pow(found[i] - expected[i], 2);
            signal += expected[i] * expected[i];
        }
        assertThat(10 * Math.log10(signal / noise)).isGreaterThan(80);
    }

    @Test
    void letsNothingFoldOver() {
        // 10 kHz would come back as 6 kHz at 16 kHz
        AudioClip resampled = Sounds.resample(Samples.sine(10_000, 1, 48_000), 16_000);

        assertThat(20 * Math.log10(Spectrum.amplitude(resampled, 6_000) / 0.5)).isLessThan(-75);
    }

    @ParameterizedTest
    @CsvSource({
        "mp3, libmp3lame, 1, 44100",
        "mp3, libmp3lame, 2, 22050",
        "ogg, libopus, 2, 48000",
        "flac, flac, 2, 44100",
        "webm, libopus, 1, 48000",
        "ipod, aac, 2, 44100"
    })
    void readsEveryContainerAtSpeechRate(String muxer, String encoder, int channels, int rate) {
        AudioClip clip = Sounds.read(media(Samples.sound(muxer, encoder, channels, Samples.sine(440, 1.5, rate))));

        assertThat(clip.sampleRate()).isEqualTo(Sounds.SPEECH_RATE_HZ);
        assertThat(clip.duration()).isBetween(Duration.ofMillis(1_490), Duration.ofMillis(1_560));
        assertThat(Spectrum.peak(clip)).isCloseTo(440, within(1.0));
        assertThat(Spectrum.amplitude(clip, 440)).isCloseTo(0.5, within(0.03));
    }

    @Test
    void readsAtAnyRate() {
        AudioClip clip = Sounds.read(media(Samples.sound("flac", "flac", 1, Samples.sine(440, 1, 44_100))), 24_000);

        assertThat(clip.sampleRate()).isEqualTo(24_000);
        assertThat(clip.toArray()).hasSize(24_000);
    }

    @Test
    void takesTheMeanOfTheChannels() {
        AudioClip mixed = Sounds.read(media(Samples.wav16(2, 16_000, new short[] {16_384, 0, -16_384, -16_384})));

        assertThat(mixed.toArray()).containsExactly(0.25f, -0.5f);
    }

    @Test
    void readsEveryEncodingOfWav() {
        assertThat(read(1, 8, new byte[] {(byte) 192, 64})).containsExactly(0.5f, -0.5f);
        assertThat(read(1, 24, new byte[] {0, 0, 0x40, 0, 0, (byte) 0xC0})).containsExactly(0.5f, -0.5f);
        assertThat(read(1, 32, new byte[] {0, 0, 0, 0x40})).containsExactly(0.5f);
        assertThat(read(3, 32, little(4).putFloat(-0.25f).array())).containsExactly(-0.25f);
        assertThat(read(3, 64, little(8).putDouble(0.75).array())).containsExactly(0.75f);
        assertThat(read(3, 32, little(8).putFloat(7f).putFloat(Float.NaN).array()))
                .containsExactly(1f, 0f);
        // G.711: silence, and full scale of either sign
        assertThat(read(7, 8, new byte[] {(byte) 0xFF, (byte) 0x80, 0x00}))
                .containsExactly(0f, 32_124 / 32_768f, -32_124 / 32_768f);
        assertThat(read(6, 8, new byte[] {(byte) 0xD5, (byte) 0xAA, 0x2A}))
                .containsExactly(8 / 32_768f, 32_256 / 32_768f, -32_256 / 32_768f);
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static float[] read(int tag, int bits, byte[] samples) {
        return Sounds.read(media(Samples.wav(tag, 1, 16_000, bits, samples, samples.length)))
                .toArray();
    }

    @Test
    void leavesNoFileBehind() throws Exception {
        Path own =
                Files.write(folder.resolve("own.flac"), Samples.sound("flac", "flac", 1, Samples.sine(440, 1, 16_000)));

        Sounds.read(Media.of(Modality.AUDIO, own));

        assertThat(own).exists();
        assertThat(Files.list(folder)).containsExactly(own);
    }

    @Test
    void refusesWhatHoldsNoSound() {
        assertThatThrownBy(() -> Sounds.read(media("hello".getBytes())))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll("\"it\" is a text", "no sound", "Maybe");
        assertThatThrownBy(() -> Sounds.read(media(Samples.encoded("png", Samples.scene(8, 8)))))
                .hasMessageContainingAll("a PNG picture", "no sound", "Maybe");
        byte[] mute = Samples.video(
                "mp4", "libopenh264", avutil.AV_PIX_FMT_YUV420P, 5, Collections.nCopies(5, Samples.scene(32, 32)));
        assertThatThrownBy(() -> Sounds.read(media(mute)))
                .hasMessageContainingAll("an MP4 file without sound", "Maybe give one with a sound track");
    }

    @Test
    void refusesWhatIsCutOff() {
        byte[] wav = Samples.wav16(1, 16_000, new short[1_000]);

        assertThatThrownBy(() -> Sounds.read(media(Arrays.copyOf(wav, 500))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll("\"it\"", "cut off", "Maybe send it again");
    }

    @Test
    void stopsASoundThatIsLongerThanItsHeaderSays() {
        byte[] flac = Samples.sound("flac", "flac", 1, Samples.sine(440, 3, 16_000));
        // the count of samples in STREAMINFO: unknown
        Arrays.fill(flac, 22, 26, (byte) 0);
        flac[21] &= (byte) 0xF0;
        MediaLimits second = MediaLimits.DEFAULT.withPlayingTime(Duration.ofSeconds(1));

        assertThatThrownBy(() -> Sounds.read(Files.write(folder.resolve("f"), flac), "it", 16_000, second))
                .hasStackTraceContaining("at most 1.00 s are taken");
    }

    @Test
    void endsWhenItsThreadIsInterrupted() {
        byte[] flac = Samples.sound("flac", "flac", 1, Samples.sine(440, 3, 16_000));

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Sounds.read(Files.write(folder.resolve("f"), flac)))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void joinsCutsAndKeepsSilent() {
        AudioClip joined = Sounds.concatenate(
                List.of(Sounds.silence(Duration.ofMillis(500), 16_000), Samples.sine(440, 1, 48_000)));

        assertThat(joined.sampleRate()).isEqualTo(16_000);
        assertThat(joined.duration()).isEqualTo(Duration.ofMillis(1_500));
        assertThat(Sounds.slice(joined, Duration.ZERO, Duration.ofMillis(500)))
                .isEqualTo(Sounds.silence(Duration.ofMillis(500), 16_000));
        AudioClip tone = Sounds.slice(joined, Duration.ofMillis(500), Duration.ofDays(1));
        assertThat(tone.duration()).isEqualTo(Duration.ofSeconds(1));
        assertThat(Spectrum.peak(tone)).isCloseTo(440, within(0.5));
        assertThat(Sounds.silence(Duration.ZERO, 16_000).toArray()).containsExactly(0f);
    }

    @Test
    void refusesAnEmptySliceAnEmptyListAndAWrongRate() {
        AudioClip clip = Sounds.silence(Duration.ofSeconds(1), 16_000);

        assertThatThrownBy(() -> Sounds.slice(clip, Duration.ofMillis(500), Duration.ofMillis(250)))
                .hasMessageContainingAll("0.50 s", "0.25 s", "1.00 s", "Maybe swap");
        assertThatThrownBy(() -> Sounds.concatenate(List.of())).hasMessageContainingAll("clips is empty", "Maybe");
        assertThatThrownBy(() -> Sounds.resample(clip, 100))
                .hasMessageContainingAll("(100)", "[8000, 192000]", "Maybe");
    }
}
