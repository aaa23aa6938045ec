package dev.polyphony;

import dev.polyphony.agent.Attachment;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** What the requests of the acceptance table come with: files of docs/examples, and pictures of text made here. */
final class Samples {
    private static final Path EXAMPLES =
            Path.of("../../docs/examples").toAbsolutePath().normalize();

    static final String REVIEW =
            "What a wonderful hotel. The rooms are bright and the staff is friendly. I loved every day.";
    static final List<String> PAGE = List.of(
            "The lighthouse of Alexandria was one of the tallest buildings",
            "of the ancient world. It stood on the island of Pharos and",
            "guided ships into the harbour at night. A fire burned at its",
            "top, and a mirror threw the light far over the sea. Several",
            "earthquakes damaged the tower. The last of its stones were",
            "used to build a fort. Divers found parts of it on the sea floor.");

    private Samples() {}

    static Attachment example(String name) {
        return Attachment.of(EXAMPLES.resolve(name));
    }

    static Attachment text(String text) {
        return Attachment.of(text.getBytes(StandardCharsets.UTF_8), "text.txt");
    }

    /** Returns a picture of lines of text. */
    static Attachment pictureOf(String name, String... lines) {
        BufferedImage image = new BufferedImage(1100, 60 + 60 * lines.length, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, image.getWidth(), image.getHeight());
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setFont(new Font("DejaVu Sans", Font.PLAIN, 32));
        pen.setColor(Color.BLACK);
        for (int i = 0; i < lines.length; i++) {
            pen.drawString(lines[i], 20, 60 + 60 * i);
        }
        pen.dispose();
        return png(name, image);
    }

    /** Returns a picture of 48 by 36 pixels. */
    static Attachment smallPicture() {
        BufferedImage image = new BufferedImage(48, 36, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 36; y++) {
            for (int x = 0; x < 48; x++) {
                image.setRGB(x, y, new Color(5 * x, 7 * y, (x * y) % 256).getRGB());
            }
        }
        return png("small.png", image);
    }

    private static Attachment png(String name, BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Attachment.of(bytes.toByteArray(), name);
    }
}
