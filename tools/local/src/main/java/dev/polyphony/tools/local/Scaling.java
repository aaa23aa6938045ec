package dev.polyphony.tools.local;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/** Pictures in the sizes that networks want, as bytes blue, green, red; what is transparent becomes white. */
final class Scaling {
    private Scaling() {}

    /** Returns the picture stretched to a size. It is halved until one step remains, so that no pixel is passed over. */
    static BufferedImage stretch(BufferedImage picture, int width, int height) {
        BufferedImage from = picture;
        while (from.getWidth() >= 2 * width && from.getHeight() >= 2 * height) {
            from = draw(from, (from.getWidth() + 1) / 2, (from.getHeight() + 1) / 2);
        }
        return draw(from, width, height);
    }

    private static BufferedImage draw(BufferedImage from, int width, int height) {
        AffineTransform scale =
                AffineTransform.getScaleInstance(width / (double) from.getWidth(), height / (double) from.getHeight());
        return transform(from, scale, width, height);
    }

    /** Returns what the transformation moves into a picture of that size. */
    static BufferedImage transform(BufferedImage from, AffineTransform transform, int width, int height) {
        BufferedImage to = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = to.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, width, height);
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(from, transform, null);
        } finally {
            graphics.dispose();
        }
        return to;
    }

    /** Returns the picture with a white margin, which is wider at the right and below until the sides are multiples of a unit. */
    static BufferedImage framed(BufferedImage picture, int margin, int unit) {
        int width = roundUp(picture.getWidth() + 2 * margin, unit);
        int height = roundUp(picture.getHeight() + 2 * margin, unit);
        return transform(picture, AffineTransform.getTranslateInstance(margin, margin), width, height);
    }

    private static int roundUp(int size, int unit) {
        return (size + unit - 1) / unit * unit;
    }
}
