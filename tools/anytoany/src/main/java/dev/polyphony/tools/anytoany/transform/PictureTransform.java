package dev.polyphony.tools.anytoany.transform;

import dev.polyphony.tools.anytoany.bundle.Part;
import dev.polyphony.tools.anytoany.tensor.Tensor;
import dev.polyphony.tools.media.Pictures;
import java.awt.image.BufferedImage;

/**
 * A picture as CLIP and what came after it see it: resized with Pillow's bicubic filter, cut to a square, and freed of the
 * mean and the spread of each colour. Immutable.
 *
 * @param side of the square, in pixels
 * @param whole whether the picture is squeezed into the square; otherwise its middle is cut out
 * @param normal what the colours are freed of
 */
public record PictureTransform(int side, boolean whole, Normal normal) {
    /** Mean and spread of the colours that CLIP was trained on. */
    public enum Normal {
        /** CLIP, ImageBind, BLIP-2, LLaVA. */
        CLIP(new float[] {0.48145466f, 0.4578275f, 0.40821073f}, new float[] {0.26862954f, 0.26130258f, 0.27577711f}),
        /** Halves: SigLIP, ViT. */
        HALF(new float[] {0.5f, 0.5f, 0.5f}, new float[] {0.5f, 0.5f, 0.5f});

        private final float[] mean;
        private final float[] spread;

        Normal(float[] mean, float[] spread) {
            this.mean = mean;
            this.spread = spread;
        }

        float of(int colour, float value) {
            return (value - mean[colour]) / spread[colour];
        }
    }

    /** Returns ImageBind's: the middle of 224 pixels. */
    public static PictureTransform imageBind() {
        return new PictureTransform(224, false, Normal.CLIP);
    }

    /** Reads {@code side}, {@code fit} ({@code whole} or {@code middle}) and {@code normal} ({@code clip} or {@code half}). */
    public static PictureTransform of(Part part) {
        return new PictureTransform(
                part.size("side"),
                part.choice("fit", "whole", "middle").equals("whole"),
                part.choice("normal", "clip", "half").equals("clip") ? Normal.CLIP : Normal.HALF);
    }

    /** Returns the colours of a picture, [3, side, side]. */
    public Tensor of(BufferedImage picture) {
        BufferedImage square = square(Pictures.opaque(picture));
        Tensor tensor = Tensor.zeros(3, side, side);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int pixel = square.getRGB(x, y);
                for (int colour = 0; colour < 3; colour++) {
                    float value = (pixel >> 16 - 8 * colour & 0xff) / 255f;
                    tensor.values()[(colour * side + y) * side + x] = normal.of(colour, value);
                }
            }
        }
        return tensor;
    }

    private BufferedImage square(BufferedImage picture) {
        if (whole) {
            return Pillow.bicubic(picture, side, side);
        }
        int width = picture.getWidth();
        int height = picture.getHeight();
        int newWidth = width <= height ? side : (int) ((long) side * width / height);
        int newHeight = width <= height ? (int) ((long) side * height / width) : side;
        BufferedImage resized = Pillow.bicubic(picture, newWidth, newHeight);
        return resized.getSubimage(
                (int) Math.rint((newWidth - side) / 2.0), (int) Math.rint((newHeight - side) / 2.0), side, side);
    }
}
