package dev.polyphony.bench.nano;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Draws pictures and films of the world anew: shapes with soft edges, moved a little by chance. Thread-safe. */
final class Drawing {
    static final double[][] RGB = {
        {0.90, 0.10, 0.10},
        {0.10, 0.70, 0.20},
        {0.15, 0.25, 0.90},
        {0.95, 0.85, 0.10},
        {0.60, 0.15, 0.70},
        {1.0, 0.50, 0.05}
    };
    static final double[][] BACKGROUND_RGB = {{1, 1, 1}, {0, 0, 0}, {0.5, 0.5, 0.5}};
    static final int[] CENTERS = {16, 32, 48};

    private static final int SIDE = 64;
    private static final int FILM_SIDE = 32;
    private static final int FRAMES = 8;
    private static final int SAMPLES = 4;
    private static final double[] RADII = {9, 13};

    private Drawing() {}

    /** Returns a picture of 64 x 64 pixels. */
    static BufferedImage picture(Thing thing, Random random) {
        double cx = CENTERS[Thing.COLUMNS.indexOf(thing.get("column"))] + random.nextInt(5) - 2;
        double cy = CENTERS[Thing.ROWS.indexOf(thing.get("row"))] + random.nextInt(5) - 2;
        return drawn(thing, SIDE, RADII[Thing.SIZES.indexOf(thing.get("size"))], cx, cy);
    }

    /** Returns eight frames of 32 x 32 pixels. */
    static List<BufferedImage> film(Thing thing, Random random) {
        int y = 15 + random.nextInt(3);
        int x = 15 + random.nextInt(3);
        List<BufferedImage> frames = new ArrayList<>();
        for (int f = 0; f < FRAMES; f++) {
            double way = 2 * (f - 3.5);
            double cx = x;
            double cy = y;
            double radius = 7;
            switch (thing.get("motion")) {
                case "moving left" -> cx -= way;
                case "moving right" -> cx += way;
                case "moving up" -> cy -= way;
                case "moving down" -> cy += way;
                case "growing" -> radius = 4.0 + f;
                case "shrinking" -> radius = 11.0 - f;
                default -> radius = f % 4 < 2 ? 9 : 0;
            }
            frames.add(drawn(thing, FILM_SIDE, radius, cx, cy));
        }
        return frames;
    }

    private static BufferedImage drawn(Thing thing, int side, double radius, double cx, double cy) {
        int shape = Thing.SHAPES.indexOf(thing.get("shape"));
        double[] colour = RGB[Thing.COLORS.indexOf(thing.get("color"))];
        double[] ground = BACKGROUND_RGB[Thing.BACKGROUNDS.indexOf(thing.get("background"))];
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                double share = radius == 0 ? 0 : covered(shape, radius, column - cx, row - cy);
                int rgb = 0;
                for (int c = 0; c < 3; c++) {
                    rgb = rgb << 8 | (int) Math.round(255 * (ground[c] * (1 - share) + colour[c] * share));
                }
                image.setRGB(column, row, rgb);
            }
        }
        return image;
    }

    /** Returns how much of a pixel lies in a shape around (0, 0). */
    private static double covered(int shape, double radius, double left, double top) {
        int inside = 0;
        for (int i = 0; i < SAMPLES * SAMPLES; i++) {
            double x = left + (i % SAMPLES + 0.5) / SAMPLES;
            double y = top + (i / SAMPLES + 0.5) / SAMPLES;
            if (isIn(shape, radius, x, y)) {
                inside++;
            }
        }
        return inside / (double) (SAMPLES * SAMPLES);
    }

    private static boolean isIn(int shape, double radius, double x, double y) {
        double down = y + 0.9 * radius;
        double bar = 0.33 * radius;
        return switch (shape) {
            case 0 -> x * x + y * y <= radius * radius;
            case 1 -> Math.max(Math.abs(x), Math.abs(y)) <= 0.9 * radius;
            case 2 -> down >= 0 && down <= 1.8 * radius && Math.abs(x) <= down / 1.8;
            default -> Math.abs(x) <= bar && Math.abs(y) <= radius || Math.abs(y) <= bar && Math.abs(x) <= radius;
        };
    }
}
