package dev.polyphony.tools.anytoany.nano;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatchesTest {
    private static List<BufferedImage> black(Patches patches) {
        List<BufferedImage> pictures = new ArrayList<>();
        for (int i = 0; i < patches.frames(); i++) {
            pictures.add(new BufferedImage(patches.side(), patches.side(), BufferedImage.TYPE_INT_RGB));
        }
        return pictures;
    }

    @Test
    void putsAPixelOfAPictureWhereTheLayoutSays() {
        List<BufferedImage> picture = black(Patches.PICTURE);
        picture.get(0).setRGB(19, 42, 0x00ff80);
        float[][] tokens = Patches.PICTURE.cut(picture);
        assertThat(tokens).hasDimensions(64, 192);
        int token = 42 / 8 * 8 + 19 / 8;
        int value = (42 % 8 * 8 + 19 % 8) * 3;
        assertThat(tokens[token][value]).isEqualTo(-1);
        assertThat(tokens[token][value + 1]).isEqualTo(1);
        assertThat(tokens[token][value + 2]).isEqualTo(0x80 / 127.5f - 1, within(1e-6f));
        assertThat(Patches.PICTURE.join(tokens).get(0).getRGB(19, 42)).isEqualTo(0xff00ff80);
    }

    @Test
    void putsAPixelOfAFilmWhereTheLayoutSays() {
        List<BufferedImage> film = black(Patches.FILM);
        film.get(5).setRGB(30, 9, 0xff0000);
        float[][] tokens = Patches.FILM.cut(film);
        assertThat(tokens).hasDimensions(64, 384);
        int token = (5 / 2 * 4 + 9 / 8) * 4 + 30 / 8;
        int value = ((5 % 2 * 8 + 9 % 8) * 8 + 30 % 8) * 3;
        assertThat(tokens[token][value]).isEqualTo(1);
        assertThat(tokens[token][value + 1]).isEqualTo(-1);
    }

    @Test
    void keepsTheTrainersPictureThroughPixels() {
        Golden golden = new Golden("encoder-image");
        float[][] drawn = golden.rows("x");
        float[][] again = Patches.PICTURE.cut(Patches.PICTURE.join(drawn));
        for (int i = 0; i < drawn.length; i++) {
            assertThat(again[i]).containsExactly(drawn[i], within(1 / 255f + 1e-6f));
        }
    }

    @Test
    void cutsOffWhatIsBrighterThanWhite() {
        float[][] tokens = new float[64][192];
        tokens[0][0] = 7;
        tokens[0][1] = -7;
        assertThat(Patches.PICTURE.join(tokens).get(0).getRGB(0, 0)).isEqualTo(0xffff0080);
    }
}
