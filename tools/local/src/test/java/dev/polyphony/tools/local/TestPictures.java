package dev.polyphony.tools.local;

import dev.polyphony.agent.Media;
import dev.polyphony.tools.media.Pictures;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pictures that tests draw, and the project's example photographs. */
final class TestPictures {
    private TestPictures() {}

    /** Returns lines of black text on white, one each 60 pixels. */
    static BufferedImage lines(int width, int size, String... lines) {
        BufferedImage picture = plain(width, 60 * lines.length + 60, Color.WHITE);
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font("DejaVu Sans", Font.PLAIN, size));
        for (int i = 0; i < lines.length; i++) {
            graphics.drawString(lines[i], 20, 60 * (i + 1));
        }
        graphics.dispose();
        return picture;
    }

    static BufferedImage plain(int width, int height, Color colour) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return picture;
    }

    static Media png(BufferedImage picture) {
        return Pictures.png(picture);
    }

    /** Returns a file of docs/examples. */
    static Path example(String name) {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/examples"))) {
            folder = folder.getParent();
        }
        return folder.resolve("docs/examples").resolve(name);
    }
}
