package dev.polyphony.tools.media;

import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.ToolFailedException;
import dev.polyphony.agent.Value;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Pictures: read from PNG, JPEG, GIF, BMP and WebP, changed, and written as PNG or JPEG. No method changes the picture that
 * it is given. Thread-safe.
 */
public final class Pictures {
    private static final float JPEG_QUALITY = 0.92f;

    static {
        // decided before AWT looks for a screen; a set value stays
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
    }

    private Pictures() {}

    /**
     * Returns the picture, upright as its EXIF says, of type {@code TYPE_INT_RGB} in sRGB, or {@code TYPE_INT_ARGB} if it
     * can be transparent. Of a moving picture it is the first frame.
     *
     * @param media a picture or mask
     * @throws InvalidRequestException if it is no picture, or cut off, damaged or beyond {@link MediaLimits#DEFAULT}
     * @throws ToolFailedException if there is not enough memory for it
     */
    public static BufferedImage read(Media media) {
        return read(media, MediaLimits.DEFAULT);
    }

    /** Returns the picture, as {@link #read(Media)}, if it is within these limits, which its header is held against. */
    public static BufferedImage read(Media media, MediaLimits limits) {
        String name = Refused.nameOf(media.label());
        try (InputStream in = media.open()) {
            return PictureDecoder.decode(in, name, limits);
        } catch (IOException e) {
            throw Unreadable.error(name, e);
        }
    }

    /** Returns the picture in a file, as {@link #read(Media)}. */
    public static BufferedImage read(Path file) {
        String name = Refused.nameOf(String.valueOf(file.getFileName()));
        try (InputStream in = Files.newInputStream(file)) {
            return PictureDecoder.decode(in, name, MediaLimits.DEFAULT);
        } catch (IOException e) {
            throw Unreadable.error(name, e);
        }
    }

    /** Returns the picture as PNG, without loss. */
    public static Media png(BufferedImage picture) {
        return Media.of(Modality.IMAGE, PictureEncoder.png(picture));
    }

    /** Returns the picture as PNG that marks a region: a mask. */
    public static Media mask(BufferedImage picture) {
        return Media.of(Modality.MASK, PictureEncoder.png(picture));
    }

    /** Returns the picture as JPEG of good quality; what is transparent becomes white. */
    public static Media jpeg(BufferedImage picture) {
        return jpeg(picture, JPEG_QUALITY);
    }

    /**
     * Returns the picture as JPEG; what is transparent becomes white.
     *
     * @param quality in [0, 1]
     */
    public static Media jpeg(BufferedImage picture, float quality) {
        if (!(quality >= 0 && quality <= 1)) {
            throw new IllegalArgumentException("quality (%s) must be in [0, 1].\nMaybe use 0.9.".formatted(quality));
        }
        return Media.of(Modality.IMAGE, PictureEncoder.jpeg(opaque(picture), quality));
    }

    /** Returns the picture on white, of type {@code TYPE_INT_RGB}; the same one if it is of that type. */
    public static BufferedImage opaque(BufferedImage picture) {
        if (picture.getType() == BufferedImage.TYPE_INT_RGB) {
            return picture;
        }
        BufferedImage opaque = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = opaque.createGraphics();
        graphics.drawImage(picture, 0, 0, java.awt.Color.WHITE, null);
        graphics.dispose();
        return opaque;
    }

    /**
     * Returns the picture stretched to a size, by a bicubic filter that takes in every pixel when it makes smaller.
     *
     * @throws IllegalArgumentException if a side is not in 1 to 20,000 pixels
     */
    public static BufferedImage resize(BufferedImage picture, int width, int height) {
        checkSide("width", width);
        checkSide("height", height);
        return picture.getWidth() == width && picture.getHeight() == height
                ? picture
                : Scaling.resize(picture, width, height);
    }

    /** Returns the picture with its proportions kept, so that it just fits; it is never enlarged. */
    public static BufferedImage fit(BufferedImage picture, int maxWidth, int maxHeight) {
        checkSide("maxWidth", maxWidth);
        checkSide("maxHeight", maxHeight);
        double scale =
                Math.min(1, Math.min((double) maxWidth / picture.getWidth(), (double) maxHeight / picture.getHeight()));
        return resize(picture, (int) Math.max(1, Math.round(picture.getWidth() * scale)), (int)
                Math.max(1, Math.round(picture.getHeight() * scale)));
    }

    private static void checkSide(String name, int pixels) {
        if (pixels < 1 || pixels > 20_000) {
            throw new IllegalArgumentException(
                    "%s (%d) must be 1 to 20000 pixels.\nMaybe round it first.".formatted(name, pixels));
        }
    }

    /**
     * Returns a copy of the part of the picture that a rectangle covers; what of it lies outside is left out.
     *
     * @throws IllegalArgumentException if it covers nothing
     */
    public static BufferedImage crop(BufferedImage picture, int x, int y, int width, int height) {
        int left = Math.max(0, x);
        int top = Math.max(0, y);
        int right = (int) Math.min(picture.getWidth(), (long) x + width);
        int bottom = (int) Math.min(picture.getHeight(), (long) y + height);
        if (left >= right || top >= bottom) {
            throw new IllegalArgumentException(
                    "the rectangle %d x %d at (%d, %d) covers nothing of a picture of %d x %d.\nMaybe it is meant for another size."
                            .formatted(width, height, x, y, picture.getWidth(), picture.getHeight()));
        }
        BufferedImage part = new BufferedImage(right - left, bottom - top, Scaling.typeOf(picture));
        Graphics2D graphics = part.createGraphics();
        graphics.drawImage(picture, -left, -top, null);
        graphics.dispose();
        return part;
    }

    /** Returns a copy of what a box covers, which may have been found on another size of the same picture. */
    public static BufferedImage crop(BufferedImage picture, Value.Boxes boxes, Value.Box box) {
        double across = (double) picture.getWidth() / boxes.width();
        double down = (double) picture.getHeight() / boxes.height();
        int x = (int) Math.floor(box.x() * across);
        int y = (int) Math.floor(box.y() * down);
        return crop(
                picture,
                x,
                y,
                (int) Math.ceil((box.x() + box.width()) * across) - x,
                (int) Math.ceil((box.y() + box.height()) * down) - y);
    }

    /**
     * Returns the picture with every box drawn on it, labelled with what it holds and how sure that is. A label has one
     * colour throughout. Lines and letters go by the size of the picture, and a picture below 320 pixels is enlarged by a
     * whole factor first, so that the labels can be read.
     *
     * @param boxes on this picture, or on another size of it
     */
    public static BufferedImage draw(BufferedImage picture, Value.Boxes boxes) {
        return BoxPainter.draw(picture, boxes);
    }
}
