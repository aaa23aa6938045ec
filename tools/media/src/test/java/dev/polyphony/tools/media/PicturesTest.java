package dev.polyphony.tools.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Value;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PicturesTest {
    private static Media media(byte[] bytes) {
        return Media.of(Modality.IMAGE, bytes).labelled("it");
    }

    private static double psnr(BufferedImage a, BufferedImage b) {
        assertThat(a.getWidth()).isEqualTo(b.getWidth());
        assertThat(a.getHeight()).isEqualTo(b.getHeight());
        double sum = 0;
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                for (int shift = 0; shift <= 16; shift += 8) {
                    int difference = (a.getRGB(x, y) >> shift & 255) - (b.getRGB(x, y) >> shift & 255);
                    sum += difference * difference;
                }
            }
        }
        return 10 * Math.log10(255 * 255 / (sum / (3.0 * a.getWidth() * a.getHeight())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp"})
    void readsWhatIsWrittenWithoutLoss(String format) {
        BufferedImage scene = Samples.scene(70, 50);

        BufferedImage read = Pictures.read(media(Samples.encoded(format, scene)));

        assertThat(psnr(read, scene)).isInfinite();
        assertThat(read.getType()).isEqualTo(BufferedImage.TYPE_INT_RGB);
    }

    @Test
    void keepsTransparencyInPng() {
        BufferedImage glass = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        glass.setRGB(0, 0, 0x80FF0000);

        BufferedImage read = Pictures.read(Pictures.png(glass));

        assertThat(read.getRGB(0, 0)).isEqualTo(0x80FF0000);
        assertThat(read.getRGB(1, 0) >>> 24).isZero();
    }

    @Test
    void writesJpegOfGoodQualityAndOnWhite() {
        BufferedImage scene = Samples.scene(160, 120);
        BufferedImage glass = new BufferedImage(16, 16, BufferedImage.TYPE_INT_ARGB);

        assertThat(psnr(Pictures.read(Pictures.jpeg(scene)), scene)).isGreaterThan(33);
        assertThat(Pictures.read(Pictures.jpeg(glass)).getRGB(8, 8)).isEqualTo(0xFFFFFFFF);
    }

    @Test
    void readsWebp() {
        BufferedImage scene = Samples.scene(160, 120);
        byte[] lossy = Samples.video("webp", "libwebp", avutil.AV_PIX_FMT_YUV420P, 1, List.of(scene));
        byte[] lossless = Samples.video("webp", "libwebp", avutil.AV_PIX_FMT_BGRA, 1, List.of(scene));

        assertThat(psnr(Pictures.read(media(lossy)), scene)).isGreaterThan(25);
        assertThat(psnr(Pictures.read(media(lossless)), scene)).isGreaterThan(25);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 1", "3, 2", "4, 3", "5, 0", "6, 3", "7, 2", "8, 1"})
    void turnsEveryOrientationUpright(int orientation, int corner) {
        // where the red corner of the stored picture goes, clockwise from the top left
        BufferedImage stored = Samples.plain(64, 32, Color.BLACK);
        Graphics2D graphics = stored.createGraphics();
        graphics.setColor(Color.RED);
        // the corner that comes to lie at the top left
        int[][] corners = {{0, 0}, {48, 0}, {48, 16}, {0, 16}};
        graphics.fillRect(corners[corner][0], corners[corner][1], 16, 16);
        graphics.dispose();

        BufferedImage upright = Pictures.read(media(Samples.turnedJpeg(stored, orientation)));

        assertThat(upright.getWidth()).isEqualTo(orientation >= 5 ? 32 : 64);
        assertThat(new Color(upright.getRGB(8, 8)).getRed()).isGreaterThan(200);
        assertThat(new Color(upright.getRGB(upright.getWidth() - 8, upright.getHeight() - 8)).getRed())
                .isLessThan(60);
    }

    @Test
    void scalesDownAndUpWithLittleLoss() {
        BufferedImage scene = Samples.scene(480, 360);

        BufferedImage back = Pictures.resize(Pictures.resize(scene, 240, 180), 480, 360);

        assertThat(psnr(back, scene)).isGreaterThan(32);
    }

    @Test
    void takesInEveryPixelWhenItScalesDown() {
        BufferedImage board = new BufferedImage(400, 400, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 400; y++) {
            for (int x = 0; x < 400; x++) {
                board.setRGB(x, y, (x + y) % 2 == 0 ? 0xFFFFFF : 0);
            }
        }

        BufferedImage grey = Pictures.resize(board, 37, 37);

        for (int x = 2; x < 35; x++) {
            assertThat(grey.getRGB(x, 18) & 255).isCloseTo(128, within(2));
        }
    }

    @Test
    void keepsAFlatColourExactlyAndTransparencyColourless() {
        BufferedImage flat = Pictures.resize(Samples.plain(101, 57, new Color(200, 100, 50)), 33, 90);
        BufferedImage half = new BufferedImage(64, 64, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < 64; y++) {
            for (int x = 0; x < 64; x++) {
                half.setRGB(x, y, x < 32 ? 0xFFFF0000 : 0x0000FF00);
            }
        }

        for (int y = 0; y < 90; y++) {
            for (int x = 0; x < 33; x++) {
                assertThat(flat.getRGB(x, y)).isEqualTo(0xFFC86432);
            }
        }
        BufferedImage edge = Pictures.resize(half, 13, 13);
        for (int x = 0; x < 13; x++) {
            assertThat(edge.getRGB(x, 6) >> 8 & 255).isLessThan(8);
        }
    }

    @Test
    void fitsWithoutEnlarging() {
        assertThat(size(Pictures.fit(Samples.scene(400, 100), 200, 200))).isEqualTo("200 x 50");
        assertThat(size(Pictures.fit(Samples.scene(40, 10), 200, 200))).isEqualTo("40 x 10");
        assertThat(size(Pictures.fit(Samples.scene(4_000, 1), 200, 200))).isEqualTo("200 x 1");
    }

    private static String size(BufferedImage picture) {
        return picture.getWidth() + " x " + picture.getHeight();
    }

    @Test
    void cropsWhatLiesInside() {
        BufferedImage scene = Samples.scene(100, 80);

        BufferedImage part = Pictures.crop(scene, 90, 70, 50, 50);

        assertThat(size(part)).isEqualTo("10 x 10");
        assertThat(part.getRGB(0, 0)).isEqualTo(scene.getRGB(90, 70));
        assertThatThrownBy(() -> Pictures.crop(scene, 100, 0, 5, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("5 x 5 at (100, 0)", "100 x 80", "Maybe");
        assertThatThrownBy(() -> Pictures.crop(scene, 0, 0, 0, 5)).hasMessageContaining("covers nothing");
    }

    @Test
    void cropsABoxThatWasFoundOnAnotherSize() {
        Value.Box box = new Value.Box("dog", 0.9, 10, 10, 20, 30);

        assertThat(size(Pictures.crop(Samples.scene(200, 200), new Value.Boxes(100, 100, List.of(box)), box)))
                .isEqualTo("40 x 60");
    }

    @ParameterizedTest
    @CsvSource({"640, 480", "40, 30", "3000, 200", "5, 5", "200, 3000"})
    void drawsBoxesOnAnyPicture(int width, int height) {
        BufferedImage scene = Samples.plain(width, height, Color.GRAY);
        int before = Arrays.hashCode(scene.getRGB(0, 0, width, height, null, 0, width));
        Value.Boxes boxes = new Value.Boxes(
                100,
                100,
                List.of(
                        new Value.Box("dog", 0.93, 10, 10, 40, 60),
                        new Value.Box(
                                "a label that is far too long to be of any use to anybody", 0.7, -20, -20, 150, 150),
                        new Value.Box("cat", 0.5, 50, 50, 45, 45)));

        BufferedImage drawn = Pictures.draw(scene, boxes);

        assertThat(Math.max(drawn.getWidth(), drawn.getHeight())).isGreaterThanOrEqualTo(320);
        assertThat(drawn.getWidth() % width).isZero();
        assertThat(Arrays.hashCode(scene.getRGB(0, 0, width, height, null, 0, width)))
                .isEqualTo(before);
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < drawn.getHeight(); y++) {
            for (int x = 0; x < drawn.getWidth(); x++) {
                colours.add(drawn.getRGB(x, y));
            }
        }
        assertThat(colours).hasSizeGreaterThan(4);
    }

    @Test
    void givesEachLabelOneColourOfItsOwn() {
        BufferedImage scene = Samples.plain(600, 600, Color.GRAY);
        Value.Boxes boxes = new Value.Boxes(
                600,
                600,
                List.of(
                        new Value.Box("dog", 0.9, 50, 50, 200, 200),
                        new Value.Box("cat", 0.8, 350, 50, 200, 200),
                        new Value.Box("dog", 0.7, 50, 350, 200, 200)));

        BufferedImage drawn = Pictures.draw(scene, boxes);

        int dog = drawn.getRGB(50, 200);
        assertThat(drawn.getRGB(50, 500)).isEqualTo(dog);
        assertThat(drawn.getRGB(350, 200)).isNotEqualTo(dog).isNotEqualTo(Color.GRAY.getRGB());
        assertThat(drawn.getRGB(150, 150)).isEqualTo(Color.GRAY.getRGB());
    }

    @Test
    void refusesWhatIsNoPicture() {
        assertThatThrownBy(() -> Pictures.read(media("hello".getBytes())))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll("\"it\" is a text and no picture", "Maybe give a PNG");
        assertThatThrownBy(() -> Pictures.read(media(new byte[0]))).hasMessageContaining("is empty");
    }

    @Test
    void refusesPixelsThatCannotBeDecoded() {
        byte[] png = Samples.encoded("png", Samples.scene(50, 50));
        Arrays.fill(png, 60, png.length - 40, (byte) 7);

        assertThatThrownBy(() -> Pictures.read(media(png)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll("a PNG picture that is damaged", "cannot be decoded", "Maybe open it");
    }

    @Test
    void refusesSizesAndQualitiesOutOfRange() {
        BufferedImage scene = Samples.scene(10, 10);

        assertThatThrownBy(() -> Pictures.resize(scene, 0, 5)).hasMessageContainingAll("width (0)", "20000", "Maybe");
        assertThatThrownBy(() -> Pictures.jpeg(scene, 2f)).hasMessageContainingAll("quality (2.0)", "[0, 1]", "Maybe");
    }
}
