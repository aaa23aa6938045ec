package dev.polyphony.tools.remote;

import dev.polyphony.tools.media.AudioClip;
import dev.polyphony.tools.media.Pictures;
import dev.polyphony.tools.media.Sounds;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;

/** Small media that endpoints send. */
final class Samples {
    private Samples() {}

    static byte[] png() {
        return png(Color.ORANGE);
    }

    static byte[] png(Color colour) {
        BufferedImage picture = new BufferedImage(48, 32, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, 48, 32);
        graphics.dispose();
        try {
            return Pictures.png(picture).bytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] wav() {
        try {
            return Sounds.wav(new AudioClip(java.nio.FloatBuffer.wrap(new float[8_000]), 16_000))
                    .bytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
