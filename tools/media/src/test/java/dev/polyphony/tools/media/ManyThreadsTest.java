package dev.polyphony.tools.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyThreadsTest {
    private static final int THREADS = 24;

    @TempDir
    Path folder;

    /** More containers are open at once than JavaCPP has native callbacks of a kind, which are ten. */
    @Test
    void workSideBySide() throws Exception {
        byte[] flac = Samples.sound("flac", "flac", 2, Samples.sine(440, 1, 44_100));
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Duration>> lengths = new ArrayList<>();
            for (int i = 0; i < 2 * THREADS; i++) {
                Path file = folder.resolve(i + ".mp4");
                lengths.add(threads.submit(() -> {
                    AudioClip tone = Sounds.read(Media.of(Modality.AUDIO, flac));
                    Media video = VideoComposer.ofFrames(12, k -> Samples.scene(64, 48), 12)
                            .sound(tone)
                            .writeTo(file);
                    assertThat(Videos.frames(video, 3)).hasSize(3);
                    return tone.duration();
                }));
            }
            for (Future<Duration> length : lengths) {
                assertThat(length.get()).isEqualTo(Duration.ofSeconds(1));
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
