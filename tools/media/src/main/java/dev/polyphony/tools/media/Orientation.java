package dev.polyphony.tools.media;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/** How a stored picture is to be turned to stand upright: the eight ways of EXIF, in its order from 1. */
enum Orientation {
    UPRIGHT(1, 0, 0, 1),
    MIRRORED(-1, 0, 0, 1),
    UPSIDE_DOWN(-1, 0, 0, -1),
    FLIPPED(1, 0, 0, -1),
    TRANSPOSED(0, 1, 1, 0),
    /** To be turned by 90 degrees clockwise. */
    RIGHT(0, 1, -1, 0),
    TRANSVERSED(0, -1, -1, 0),
    /** To be turned by 90 degrees counter-clockwise. */
    LEFT(0, -1, 1, 0);

    private final int xx;
    private final int yx;
    private final int xy;
    private final int yy;

    Orientation(int xx, int yx, int xy, int yy) {
        this.xx = xx;
        this.yx = yx;
        this.xy = xy;
        this.yy = yy;
    }

    /** Returns the way of an EXIF value; upright for one that is not in 1 to 8. */
    static Orientation ofExif(int value) {
        return value >= 1 && value <= 8 ? values()[value - 1] : UPRIGHT;
    }

    /** Returns the way of a clockwise turn by a multiple of 90 degrees. */
    static Orientation ofTurn(int degrees) {
        return switch (Math.floorMod(degrees, 360)) {
            case 90 -> RIGHT;
            case 180 -> UPSIDE_DOWN;
            case 270 -> LEFT;
            default -> UPRIGHT;
        };
    }

    boolean swapsSides() {
        return xx == 0;
    }

    /** Returns the picture upright: the same one if it is, else a new one of its type. */
    BufferedImage apply(BufferedImage stored) {
        if (this == UPRIGHT) {
            return stored;
        }
        int width = stored.getWidth();
        int height = stored.getHeight();
        BufferedImage upright =
                new BufferedImage(swapsSides() ? height : width, swapsSides() ? width : height, stored.getType());
        int right = xx * width + xy * height < 0 ? upright.getWidth() : 0;
        int down = yx * width + yy * height < 0 ? upright.getHeight() : 0;
        Graphics2D graphics = upright.createGraphics();
        graphics.drawImage(stored, new AffineTransform(xx, yx, xy, yy, right, down), null);
        graphics.dispose();
        return upright;
    }
}
