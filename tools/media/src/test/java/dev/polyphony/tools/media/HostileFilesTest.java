package dev.polyphony.tools.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.PolyphonyException;
import dev.polyphony.agent.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Broken files: 2,000 of each kind, each of which is taken or refused with a typed error, and at once. */
class HostileFilesTest {
    private static final int FILES = 2_000;
    private static final int HEADER = 600;

    @TempDir
    Path folder;

    static Stream<Arguments> kinds() {
        var scene = Samples.scene(48, 32);
        var frames = Collections.nCopies(8, scene);
        var tone = Samples.sine(440, 0.4, 48_000);
        int yuv = avutil.AV_PIX_FMT_YUV420P;
        return Stream.of(
                Arguments.of("png", Samples.encoded("png", scene)),
                Arguments.of("jpeg", Samples.turnedJpeg(scene, 6)),
                Arguments.of("gif", Samples.movingGif(frames)),
                Arguments.of("bmp", Samples.encoded("bmp", scene)),
                Arguments.of("webp", Samples.video("webp", "libwebp", yuv, 1, frames.subList(0, 1))),
                Arguments.of(
                        "webp lossless",
                        Samples.video("webp", "libwebp", avutil.AV_PIX_FMT_BGRA, 1, frames.subList(0, 1))),
                Arguments.of("wav", Samples.wav16(2, 48_000, new short[4_000])),
                Arguments.of("mp3", Samples.sound("mp3", "libmp3lame", 1, tone)),
                Arguments.of("ogg", Samples.sound("ogg", "libopus", 2, tone)),
                Arguments.of("flac", Samples.sound("flac", "flac", 2, tone)),
                Arguments.of("webm", Samples.video("webm", "libvpx-vp9", yuv, 8, frames)),
                Arguments.of("webm sound", Samples.sound("webm", "libopus", 1, tone)),
                Arguments.of("mp4", Samples.video("mp4", "libopenh264", yuv, 8, frames)),
                Arguments.of("m4a", Samples.sound("ipod", "aac", 2, tone)),
                Arguments.of(
                        "text",
                        "{\"words\": \"für alle\"}".repeat(40).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void areTakenOrRefused(String kind, byte[] whole) throws IOException {
        MediaProbe probe = MediaProbe.create();
        Path file = folder.resolve("file");
        int taken = 0;
        long slowest = 0;
        for (int seed = 0; seed < FILES; seed++) {
            Files.write(file, broken(whole, new Random(seed)));
            long start = System.nanoTime();
            try {
                Probe.Result result = probe.probe(file, kind);
                decode(result.modality(), file);
                taken++;
            } catch (PolyphonyException e) {
                assertThat(e).as("seed %d", seed).hasMessageContaining("\nMaybe ");
            } catch (RuntimeException | Error e) {
                throw new AssertionError("%s with seed %d".formatted(kind, seed), e);
            }
            slowest = Math.max(slowest, System.nanoTime() - start);
        }
        assertThat(taken).isLessThan(FILES);
        assertThat(slowest).as("slowest").isLessThan(TimeUnit.SECONDS.toNanos(10));
    }

    private static byte[] broken(byte[] whole, Random random) {
        byte[] broken = random.nextInt(8) == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
        int reach = Math.min(broken.length, random.nextBoolean() ? 64 : HEADER);
        for (int i = random.nextInt(8); i >= 0 && reach > 0; i--) {
            int at = random.nextInt(reach);
            broken[at] = switch (random.nextInt(4)) {
                case 0 -> (byte) 0xFF;
                case 1 -> 0;
                case 2 -> (byte) (broken[at] ^ 1 << random.nextInt(8));
                default -> (byte) random.nextInt();
            };
        }
        return broken;
    }

    private static void decode(Modality modality, Path file) {
        switch (modality) {
            case IMAGE -> Pictures.read(file);
            case AUDIO -> Sounds.read(file);
            case VIDEO -> Videos.middleFrame(Media.of(Modality.VIDEO, file));
            default -> {}
        }
    }
}
