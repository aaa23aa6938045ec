package dev.polyphony.tools.media;

import java.awt.image.BufferedImage;

/**
 * Changes the size of a picture by a separable bicubic filter (Catmull-Rom) that widens when it makes smaller, so that every
 * pixel counts and nothing flickers. Transparent pixels lend no colour to their neighbours.
 */
final class Scaling {
    private static final double RADIUS = 2;
    private static final int CHANNELS = 4;

    /** For each target pixel: the first source pixel, and the weights from there on. */
    private static final class Filter {
        private final int[] first;
        private final float[][] weights;

        Filter(int count) {
            first = new int[count];
            weights = new float[count][];
        }
    }

    private Scaling() {}

    /** Returns the type in which this module keeps a picture: ARGB if it can be transparent, else RGB. */
    static int typeOf(BufferedImage picture) {
        return picture.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
    }

    static BufferedImage resize(BufferedImage picture, int width, int height) {
        Filter across = filter(picture.getWidth(), width);
        Filter down = filter(picture.getHeight(), height);
        BufferedImage resized = new BufferedImage(width, height, typeOf(picture));
        int window = 1;
        for (float[] weights : down.weights) {
            window = Math.max(window, weights.length);
        }
        float[][] rows = new float[window][width * CHANNELS];
        int[] line = new int[picture.getWidth()];
        int[] out = new int[width];
        int next = 0;
        for (int y = 0; y < height; y++) {
            int first = down.first[y];
            float[] weights = down.weights[y];
            for (; next < first + weights.length; next++) {
                picture.getRGB(0, next, line.length, 1, line, 0, line.length);
                row(line, across, rows[next % window]);
            }
            mix(rows, first, weights, out);
            resized.setRGB(0, y, width, 1, out, 0, width);
        }
        return resized;
    }

    private static Filter filter(int from, int to) {
        double scale = (double) from / to;
        double stretch = Math.max(1, scale);
        Filter filter = new Filter(to);
        for (int i = 0; i < to; i++) {
            double middle = (i + 0.5) * scale - 0.5;
            int start = Math.max(0, (int) Math.ceil(middle - RADIUS * stretch));
            int end = Math.min(from - 1, (int) Math.floor(middle + RADIUS * stretch));
            float[] these = new float[end - start + 1];
            double sum = 0;
            for (int k = 0; k < these.length; k++) {
                double weight = cubic(Math.abs(start + k - middle) / stretch);
                these[k] = (float) weight;
                sum += weight;
            }
            for (int k = 0; k < these.length; k++) {
                these[k] /= (float) sum;
            }
            filter.first[i] = start;
            filter.weights[i] = these;
        }
        return filter;
    }

    private static double cubic(double x) {
        if (x < 1) {
            return (1.5 * x - 2.5) * x * x + 1;
        }
        return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
    }

    /** Filters one line across; the colours come out multiplied with their opacity. */
    private static void row(int[] line, Filter across, float[] into) {
        for (int x = 0; x < across.first.length; x++) {
            float[] weights = across.weights[x];
            int first = across.first[x];
            float a = 0;
            float r = 0;
            float g = 0;
            float b = 0;
            for (int k = 0; k < weights.length; k++) {
                int pixel = line[first + k];
                float opacity = weights[k] * (pixel >>> 24);
                a += opacity;
                r += opacity * (pixel >> 16 & 0xFF);
                g += opacity * (pixel >> 8 & 0xFF);
                b += opacity * (pixel & 0xFF);
            }
            into[CHANNELS * x] = a;
            into[CHANNELS * x + 1] = r;
            into[CHANNELS * x + 2] = g;
            into[CHANNELS * x + 3] = b;
        }
    }

    private static void mix(float[][] rows, int first, float[] weights, int[] out) {
        for (int x = 0; x < out.length; x++) {
            float a = 0;
            float r = 0;
            float g = 0;
            float b = 0;
            for (int k = 0; k < weights.length; k++) {
                float[] row = rows[(first + k) % rows.length];
                a += weights[k] * row[CHANNELS * x];
                r += weights[k] * row[CHANNELS * x + 1];
                g += weights[k] * row[CHANNELS * x + 2];
                b += weights[k] * row[CHANNELS * x + 3];
            }
            out[x] = a < 0.5f ? 0 : level(a) << 24 | level(r / a) << 16 | level(g / a) << 8 | level(b / a);
        }
    }

    private static int level(float value) {
        return Math.max(0, Math.min(255, Math.round(value)));
    }
}
