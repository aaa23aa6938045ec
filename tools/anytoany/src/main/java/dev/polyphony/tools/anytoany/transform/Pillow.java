package dev.polyphony.tools.anytoany.transform;

import java.awt.image.BufferedImage;

/**
 * Resizes pictures to the bit as Pillow does with its bicubic filter: antialiased, in whole numbers, first along the rows,
 * then along the columns.
 */
final class Pillow {
    private static final int BITS = 22;
    private static final double SUPPORT = 2;
    private static final double A = -0.5;

    private Pillow() {}

    /** Returns an RGB picture in a size. */
    static BufferedImage bicubic(BufferedImage picture, int width, int height) {
        int[][] rows = new int[picture.getHeight()][];
        for (int y = 0; y < rows.length; y++) {
            rows[y] = picture.getRGB(0, y, picture.getWidth(), 1, null, 0, picture.getWidth());
        }
        int[][] narrow = width == picture.getWidth() ? rows : along(rows, width);
        int[][] all = height == picture.getHeight() ? narrow : turned(along(turned(narrow), height));
        BufferedImage resized = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            resized.setRGB(0, y, width, 1, all[y], 0, width);
        }
        return resized;
    }

    private static int[][] turned(int[][] rows) {
        int[][] columns = new int[rows[0].length][rows.length];
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < columns.length; x++) {
                columns[x][y] = rows[y][x];
            }
        }
        return columns;
    }

    private static int[][] along(int[][] rows, int size) {
        int[][] resized = new int[rows.length][size];
        for (int x = 0; x < size; x++) {
            Taps taps = Taps.of(rows[0].length, size, x);
            for (int y = 0; y < rows.length; y++) {
                resized[y][x] = taps.mix(rows[y]);
            }
        }
        return resized;
    }

    /** Which pixels make a new one, and with what weights. */
    private static final class Taps {
        private final int first;
        private final int[] weights;

        private Taps(int first, int[] weights) {
            this.first = first;
            this.weights = weights;
        }

        static Taps of(int from, int to, int at) {
            double scale = (double) from / to;
            double stretch = Math.max(1, scale);
            double center = (at + 0.5) * scale;
            int first = Math.max(0, (int) (center - SUPPORT * stretch + 0.5));
            int last = Math.min(from, (int) (center + SUPPORT * stretch + 0.5));
            double[] shares = new double[last - first];
            double sum = 0;
            for (int i = 0; i < shares.length; i++) {
                shares[i] = cubic((i + first - center + 0.5) / stretch);
                sum += shares[i];
            }
            int[] weights = new int[shares.length];
            for (int i = 0; i < shares.length; i++) {
                double weight = shares[i] / sum * (1 << BITS);
                weights[i] = (int) (weight < 0 ? weight - 0.5 : weight + 0.5);
            }
            return new Taps(first, weights);
        }

        private static double cubic(double signed) {
            double x = Math.abs(signed);
            if (x < 1) {
                return ((A + 2) * x - (A + 3)) * x * x + 1;
            }
            return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
        }

        int mix(int[] row) {
            int red = 1 << BITS - 1;
            int green = red;
            int blue = red;
            for (int i = 0; i < weights.length; i++) {
                int pixel = row[first + i];
                red += weights[i] * (pixel >> 16 & 0xff);
                green += weights[i] * (pixel >> 8 & 0xff);
                blue += weights[i] * (pixel & 0xff);
            }
            return clipped(red) << 16 | clipped(green) << 8 | clipped(blue);
        }

        private static int clipped(int sum) {
            return Math.max(0, Math.min(255, sum >> BITS));
        }
    }
}
