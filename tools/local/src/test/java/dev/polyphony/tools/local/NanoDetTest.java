package dev.polyphony.tools.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.polyphony.agent.Value.Box;
import dev.polyphony.tools.media.Pictures;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class NanoDetTest {
    private static final Network<BufferedImage, List<Box>> DETECTOR = Network.onnx(
            WeightFile.NANODET, NanoDet::new, LocalSettings.defaults().pool());

    @AfterAll
    static void close() {
        DETECTOR.close();
    }

    @Test
    void findsTheCarsOnAPhotographOfAStreet() throws Exception {
        BufferedImage street = Pictures.read(TestPictures.example("street.jpg"));
        List<Box> boxes = DETECTOR.predict(street);
        assertThat(boxes).extracting(Box::label).contains("car");
        assertThat(boxes).extracting(Box::score).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(boxes).allSatisfy(box -> {
            assertThat(box.score()).isBetween(NanoDet.LEAST_SCORE, 1.0);
            assertThat(box.x()).isBetween(0.0, (double) street.getWidth());
            assertThat(box.x() + box.width()).isLessThanOrEqualTo(street.getWidth() + 1e-6);
            assertThat(box.y() + box.height()).isLessThanOrEqualTo(street.getHeight() + 1e-6);
        });
    }

    @Test
    void findsNothingOnAPlainPicture() throws Exception {
        assertThat(DETECTOR.predict(TestPictures.plain(300, 200, Color.GRAY))).isEmpty();
    }

    @Test
    void keepsPlacesWhateverTheSizeOfThePicture() throws Exception {
        BufferedImage large = Pictures.read(TestPictures.example("street.jpg"));
        BufferedImage small = Pictures.resize(large, large.getWidth() / 2, large.getHeight() / 2);
        Box inLarge = DETECTOR.predict(large).get(0);
        Box inSmall = DETECTOR.predict(small).stream()
                .filter(box -> box.label().equals(inLarge.label())
                        && Math.abs(2 * box.x() - inLarge.x()) < 0.05 * large.getWidth())
                .findFirst()
                .orElseThrow();
        assertThat(2 * inSmall.width()).isCloseTo(inLarge.width(), within(0.1 * large.getWidth()));
    }

    @Test
    void readsADistanceAsTheMeanOfItsBins() {
        float[] bins = new float[11];
        assertThat(NanoDet.distance(bins, 0)).isCloseTo(5, within(1e-9));
        bins[7] = 1000;
        assertThat(NanoDet.distance(bins, 0)).isCloseTo(7, within(1e-9));
    }

    @Test
    void knowsTheEightyKindsOfCoco() {
        assertThat(Coco.LABELS).hasSize(80).doesNotHaveDuplicates();
        assertThat(Coco.LABELS.get(16)).isEqualTo("dog");
        assertThat(Coco.LABELS.get(79)).isEqualTo("toothbrush");
    }
}
