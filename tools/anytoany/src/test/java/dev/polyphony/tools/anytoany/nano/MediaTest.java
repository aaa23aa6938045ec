package dev.polyphony.tools.anytoany.nano;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.tools.anytoany.pipeline.ModalityGenerator.Making;
import dev.polyphony.tools.media.Pictures;
import dev.polyphony.tools.media.Sounds;
import dev.polyphony.tools.media.Videos;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaTest {
    @TempDir
    private Path folder = Path.of("");

    private Making making() {
        return new Making(3, folder, (done, total) -> {}, () -> false);
    }

    private static double meanDifference(float[][] a, float[][] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[i].length; j++) {
                sum += Math.abs(a[i][j] - b[i][j]);
            }
        }
        return sum / a.length / a[0].length;
    }

    @Test
    void seesAPictureAsItWroteIt() {
        float[][] tokens = new Golden("encoder-image").rows("x");
        Media picture = MediaWriter.write(Modality.IMAGE, tokens, making());
        assertThat(Pictures.read(picture).getWidth()).isEqualTo(256);
        assertThat(meanDifference(MediaReader.patches(picture), tokens)).isLessThan(0.02);
    }

    @Test
    void seesAFilmAsItWroteIt() {
        float[][] tokens = new Golden("encoder-video").rows("x");
        Media film = MediaWriter.write(Modality.VIDEO, tokens, making());
        assertThat(Videos.info(film).measures().width()).isEqualTo(128);
        assertThat(Videos.info(film).measures().framesPerSecond()).isEqualTo(8, within(0.01));
        assertThat(meanDifference(MediaReader.patches(film), tokens)).isLessThan(0.06);
    }

    @Test
    void hearsASoundAsItWroteIt() {
        float[][] levels = new Golden("encoder-audio").rows("x");
        Media sound = MediaWriter.write(Modality.AUDIO, levels, making());
        assertThat(Sounds.read(sound).duration().toMillis()).isEqualTo(1024);
        assertThat(meanDifference(MediaReader.patches(sound), Patches.ofSound(levels)))
                .isLessThan(0.35);
    }

    @Test
    void looksAtTheMiddleOfAWidePicture() {
        BufferedImage wide = new BufferedImage(300, 100, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 100; y++) {
            for (int x = 100; x < 200; x++) {
                wide.setRGB(x, y, 0xffffff);
            }
        }
        for (float[] token : MediaReader.patches(Pictures.png(wide))) {
            assertThat(token).containsOnly(1f);
        }
    }
}
