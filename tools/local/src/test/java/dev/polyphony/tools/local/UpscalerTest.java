package dev.polyphony.tools.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.tools.media.Pictures;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpscalerTest {
    private static final Upscaler UPSCALER =
            new Upscaler(LocalSettings.defaults().pool());

    private final FakeCall call = FakeCall.empty();

    @AfterAll
    static void close() {
        UPSCALER.close();
    }

    /** The package's own sample and what its own code makes of it. */
    @ParameterizedTest
    @CsvSource({"2, 45", "3, 40", "4, 40"})
    void givesWhatTheOriginalGives(int factor, double leastDecibels) throws Exception {
        BufferedImage large = UPSCALER.upscale(sample("esrgan/fixture.png"), factor, call);
        assertThat(peakSignalToNoise(large, sample("esrgan/x%d.png".formatted(factor))))
                .isGreaterThan(leastDecibels);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8})
    void multipliesTheSizeOfAnyPicture(int factor) throws Exception {
        BufferedImage large = UPSCALER.upscale(TestPictures.plain(7, 3, Color.BLUE), factor, call);
        assertThat(large.getWidth()).isEqualTo(7 * factor);
        assertThat(large.getHeight()).isEqualTo(3 * factor);
        Color middle = new Color(large.getRGB(3 * factor, factor));
        assertThat(middle.getBlue()).isGreaterThan(200);
        assertThat(middle.getRed()).isLessThan(60);
    }

    @Test
    void leavesNoSeamBetweenTilesAndReportsThem() throws Exception {
        BufferedImage picture = Pictures.resize(sample("esrgan/fixture.png"), 150, 140);
        BufferedImage tiled = UPSCALER.upscale(picture, 2, call);
        BufferedImage part = UPSCALER.upscale(picture.getSubimage(90, 60, 60, 70), 2, FakeCall.empty());
        assertThat(call.reported()).containsExactly(0.25, 0.5, 0.75, 1.0);
        BufferedImage aroundSeam = tiled.getSubimage(2 * 110, 2 * 80, 60, 80);
        assertThat(peakSignalToNoise(aroundSeam, part.getSubimage(2 * 20, 2 * 20, 60, 80)))
                .isGreaterThan(50);
    }

    @Test
    void refusesWhatWouldBecomeTooLarge() {
        BufferedImage picture = TestPictures.plain(2000, 1500, Color.RED);
        assertThatThrownBy(() -> UPSCALER.upscale(picture, 8, call))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll("2000 x 1500", "8 times", "64 million", "Maybe use a smaller factor");
    }

    @Test
    void stopsWhenCancelled() {
        BufferedImage picture = TestPictures.plain(300, 300, Color.RED);
        assertThatThrownBy(() -> UPSCALER.upscale(picture, 2, call.cancel())).isInstanceOf(CancellationException.class);
    }

    private static double peakSignalToNoise(BufferedImage a, BufferedImage b) {
        assertThat(a.getWidth()).isEqualTo(b.getWidth());
        assertThat(a.getHeight()).isEqualTo(b.getHeight());
        double squares = 0;
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                for (int shift = 0; shift <= 16; shift += 8) {
                    int difference = (a.getRGB(x, y) >> shift & 0xff) - (b.getRGB(x, y) >> shift & 0xff);
                    squares += difference * difference;
                }
            }
        }
        return 10 * Math.log10(255.0 * 255 * 3 * a.getWidth() * a.getHeight() / squares);
    }

    private static BufferedImage sample(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(UpscalerTest.class.getResourceAsStream("/" + name))) {
            return Pictures.read(Media.of(Modality.IMAGE, in.readAllBytes()));
        }
    }
}
