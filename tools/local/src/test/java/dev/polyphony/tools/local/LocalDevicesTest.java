package dev.polyphony.tools.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.tools.device.ModelPool;
import dev.polyphony.tools.device.Resident;
import dev.polyphony.tools.media.Pictures;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The networks of this module on two pretend devices; and the embedder, which is on none. */
@Timeout(60)
class LocalDevicesTest {
    /** With room for but one of them, each gives what it gives with room for all. */
    @Test
    void networksComeAndGoWithoutAnotherResult() throws Exception {
        BufferedImage street = Pictures.read(TestPictures.example("street.jpg"));
        long largest = Math.max(
                Math.max(TextDetector.WEIGHTS.bytes(), TextRecognizer.WEIGHTS.bytes()), WeightFile.NANODET.bytes());
        assertThat(largest).isGreaterThan(1 << 20);
        String words;
        List<?> things;
        try (ModelPool roomy = ModelPool.of(List.of("cpu"), 0, 2);
                TextReader reader = new TextReader(roomy);
                var detector = Network.onnx(WeightFile.NANODET, NanoDet::new, roomy)) {
            words = TextReader.text(reader.read(street, () -> false));
            things = detector.predict(street);
            assertThat(roomy.on("cpu")).hasSize(3);
        }
        try (ModelPool narrow = ModelPool.of(List.of("cpu:0", "cpu:1"), largest, 1);
                TextReader reader = new TextReader(narrow);
                var detector = Network.onnx(WeightFile.NANODET, NanoDet::new, narrow)) {
            for (int round = 0; round < 2; round++) {
                assertThat(TextReader.text(reader.read(street, () -> false))).isEqualTo(words);
                assertThat(detector.predict(street)).isEqualTo(things);
            }
            assertThat(narrow.on("cpu:0")).isNotEmpty();
            assertThat(narrow.on("cpu:1")).isNotEmpty();
        }
    }

    /** Planning must go on while a tool has the only turn there is. */
    @Test
    void theEmbedderWaitsForNoDevice() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        LocalSettings settings = LocalSettings.defaults().withDevice("cpu").withCallsAtOnce(1);
        try (ModelPool pool = settings.pool();
                LocalTools tools = LocalTools.available(settings, pool)) {
            Future<Boolean> busy = thread.submit(() -> pool.run(new Busy(), () -> {
                begun.countDown();
                try {
                    return go.await(50, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }));
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

            assertThat(tools.embedder().embed(List.of("a horse on a beach"))).hasSize(1);

            assertThat(busy.isDone()).isFalse();
            go.countDown();
            assertThat(busy.get(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            thread.shutdownNow();
        }
    }

    private static final class Busy implements Resident {
        @Override
        public String name() {
            return "busy";
        }

        @Override
        public long bytes() {
            return 1;
        }

        @Override
        public void load(String device) {}

        @Override
        public void unload() {}
    }
}
