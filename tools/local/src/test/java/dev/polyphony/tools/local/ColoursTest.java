package dev.polyphony.tools.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColoursTest {
    @ParameterizedTest
    @CsvSource({
        "000000, black",
        "ffffff, white",
        "808080, grey",
        "ff0000, red",
        "ff8800, orange",
        "ffee00, yellow",
        "22aa33, green",
        "00bbbb, turquoise",
        "1144cc, blue",
        "7722bb, purple",
        "ff88bb, pink",
        "6b4423, brown",
        "e8d8b8, beige"
    })
    void namesColoursAsPeopleDo(String rgb, String name) {
        assertThat(Colours.name(Integer.parseInt(rgb, 16))).isEqualTo(name);
    }

    @Test
    void namesTheWidestColoursFirst() {
        BufferedImage picture = TestPictures.plain(100, 100, Color.BLUE);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 100, 30);
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, 100, 3);
        graphics.dispose();
        assertThat(Colours.dominant(picture)).containsExactly("blue", "white");
    }
}
