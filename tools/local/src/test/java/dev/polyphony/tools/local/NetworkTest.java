package dev.polyphony.tools.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.engine.Engine;
import dev.polyphony.agent.Value.Box;
import dev.polyphony.tools.media.Pictures;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class NetworkTest {
    private final LocalSettings settings = LocalSettings.defaults();

    @Test
    void givesManyThreadsTheSameAnswer() throws Exception {
        BufferedImage street = Pictures.read(TestPictures.example("street.jpg"));
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try (Network<BufferedImage, List<Box>> network = detector(settings.withCallsAtOnce(2))) {
            List<Box> alone = network.predict(street);
            List<Future<List<Box>>> together = threads.invokeAll(new ArrayList<Callable<List<Box>>>(
                    java.util.Collections.nCopies(12, () -> network.predict(street))));
            for (Future<List<Box>> answer : together) {
                assertThat(answer.get()).isEqualTo(alone);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void waitsInterruptiblyForItsTurn() {
        try (Network<BufferedImage, List<Box>> network = detector(settings)) {
            Thread.currentThread().interrupt();
            BufferedImage picture = TestPictures.plain(9, 9, java.awt.Color.RED);
            assertThatThrownBy(() -> network.predict(picture)).isInstanceOf(InterruptedException.class);
            assertThat(Thread.interrupted()).isFalse();
        }
    }

    @Test
    void closesTwiceAndUnused() {
        Network<BufferedImage, List<Box>> network = detector(settings);
        network.close();
        network.close();
        assertThatThrownBy(network::load)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void runsOnTheDeviceThatIsNamed() {
        Engine engine = Engine.getEngine("OnnxRuntime");
        assertThat(Engines.device("cpu", engine)).isEqualTo(Device.cpu());
        assertThat(Engines.device("cpu:1", engine)).isEqualTo(Device.cpu());
        assertThat(Engines.device("cuda:1", engine)).isEqualTo(Device.gpu(1));
        assertThat(Engines.device("auto", engine)).isEqualTo(engine.defaultDevice());
    }

    @Test
    void keepsDjlFromTheNetwork() {
        Engines.keepOffline();
        assertThat(System.getProperty("ai.djl.offline")).isEqualTo("true");
    }

    private static Network<BufferedImage, List<Box>> detector(LocalSettings settings) {
        return Network.onnx(WeightFile.NANODET, NanoDet::new, settings.pool());
    }
}
