package dev.polyphony.tools.remote.adapter;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Tells a picture that a safety filter blanked: all black. Every so many pixels are looked at, not all. */
final class BlackPicture {
    private static final int ACROSS = 32;

    private BlackPicture() {}

    /** Returns true if the picture is black all over; false as well if it can't be read. */
    static boolean is(Path file) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return false;
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                ImageReadParam few = reader.getDefaultReadParam();
                few.setSourceSubsampling(
                        Math.max(1, reader.getWidth(0) / ACROSS), Math.max(1, reader.getHeight(0) / ACROSS), 0, 0);
                return isBlack(reader.read(0, few));
            } catch (IOException | RuntimeException e) {
                return false;
            } finally {
                reader.dispose();
            }
        }
    }

    private static boolean isBlack(BufferedImage picture) {
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                if ((picture.getRGB(x, y) & 0xfcfcfc) != 0) {
                    return false;
                }
            }
        }
        return true;
    }
}
