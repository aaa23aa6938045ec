package dev.polyphony.tools.local;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.FloatBuffer;

/** Pictures as numbers. */
final class Tensors {
    private Tensors() {}

    /** Returns the planes blue, green, red of a picture: each value less the channel's mean, divided by its deviation. */
    static FloatBuffer bgr(BufferedImage picture, float[] mean, float[] deviation) {
        byte[] pixels = bytes(picture);
        int size = pixels.length / 3;
        FloatBuffer planes = FloatBuffer.allocate(pixels.length);
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < size; i++) {
                planes.put(((pixels[3 * i + c] & 0xff) - mean[c]) / deviation[c]);
            }
        }
        return planes.flip();
    }

    /** Returns the pixels as bytes blue, green, red, row by row: the picture's own if it is of that type. */
    static byte[] bytes(BufferedImage picture) {
        BufferedImage bgr = picture;
        if (picture.getType() != BufferedImage.TYPE_3BYTE_BGR
                || picture.getRaster().getParent() != null) {
            bgr = Scaling.stretch(picture, picture.getWidth(), picture.getHeight());
        }
        return ((DataBufferByte) bgr.getRaster().getDataBuffer()).getData();
    }
}
