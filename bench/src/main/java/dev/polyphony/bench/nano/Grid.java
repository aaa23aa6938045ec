package dev.polyphony.bench.nano;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pictures as the judges see them: red, green and blue in 0..1, and what stands out of the background. Not thread-safe. */
final class Grid {
    private final int side;
    private final double[][][] pixels;
    private final double[] border;
    private final double[][] distance;

    /** @param frames square pictures of one size, each a multiple of {@code side}; blocks of pixels are averaged */
    Grid(List<BufferedImage> frames, int side) {
        this.side = side;
        pixels = new double[frames.size()][side * side][3];
        for (int f = 0; f < frames.size(); f++) {
            read(frames.get(f), pixels[f]);
        }
        border = border();
        distance = new double[pixels.length][side * side];
        for (int f = 0; f < pixels.length; f++) {
            for (int i = 0; i < side * side; i++) {
                distance[f][i] = distance(pixels[f][i], border);
            }
        }
    }

    private void read(BufferedImage frame, double[][] into) {
        int zoom = frame.getWidth() / side;
        for (int y = 0; y < side * zoom; y++) {
            for (int x = 0; x < side * zoom; x++) {
                int rgb = frame.getRGB(x, y);
                double[] pixel = into[y / zoom * side + x / zoom];
                for (int c = 0; c < 3; c++) {
                    pixel[c] += (rgb >> 16 - 8 * c & 0xff) / 255.0 / (zoom * zoom);
                }
            }
        }
    }

    private double[] border() {
        double[] median = new double[3];
        double[] edge = new double[4 * side * pixels.length];
        for (int c = 0; c < 3; c++) {
            int n = 0;
            for (double[][] frame : pixels) {
                for (int i = 0; i < side; i++) {
                    edge[n++] = frame[i][c];
                    edge[n++] = frame[(side - 1) * side + i][c];
                    edge[n++] = frame[i * side][c];
                    edge[n++] = frame[i * side + side - 1][c];
                }
            }
            Arrays.sort(edge);
            median[c] = (edge[n / 2 - 1] + edge[n / 2]) / 2;
        }
        return median;
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int c = 0; c < 3; c++) {
            sum += (a[c] - b[c]) * (a[c] - b[c]);
        }
        return Math.sqrt(sum);
    }

    /** Returns the background's name. */
    String background() {
        return Thing.BACKGROUNDS.get(nearest(border, Drawing.BACKGROUND_RGB));
    }

    private static int nearest(double[] colour, double[][] among) {
        int best = 0;
        for (int i = 1; i < among.length; i++) {
            best = distance(colour, among[i]) < distance(colour, among[best]) ? i : best;
        }
        return best;
    }

    /** Returns how far from the background the farthest pixels are, on average over so many. */
    double top(int count) {
        double[] all =
                Arrays.stream(distance).flatMapToDouble(Arrays::stream).sorted().toArray();
        return Arrays.stream(all, all.length - count, all.length).average().orElse(0);
    }

    /** Returns the name of the colour of what lies farther from the background than a limit. */
    String color(double limit) {
        double[] mean = new double[3];
        for (int f = 0; f < pixels.length; f++) {
            for (int i = 0; i < side * side; i++) {
                if (distance[f][i] > limit) {
                    for (int c = 0; c < 3; c++) {
                        mean[c] += pixels[f][i][c];
                    }
                }
            }
        }
        double count = Arrays.stream(distance)
                .flatMapToDouble(Arrays::stream)
                .filter(d -> d > limit)
                .count();
        for (int c = 0; c < 3; c++) {
            mean[c] /= Math.max(1, count);
        }
        return Thing.COLORS.get(nearest(mean, Drawing.RGB));
    }

    /**
     * What stands out of a frame.
     *
     * @param top first row
     * @param bottom behind the last row
     * @param left first column
     * @param right behind the last column
     */
    record Box(int top, int bottom, int left, int right) {
        int longest() {
            return Math.max(bottom - top, right - left);
        }
    }

    /** Returns the box of what stands out of a frame; null if it has fewer rows or columns than {@code least}. */
    @Nullable
    Box box(int frame, double limit, int least) {
        int[] rows = new int[side];
        int[] columns = new int[side];
        for (int i = 0; i < side * side; i++) {
            if (distance[frame][i] > limit) {
                rows[i / side]++;
                columns[i % side]++;
            }
        }
        int[] r = span(rows, least);
        int[] c = span(columns, least);
        return r.length == 0 || c.length == 0 ? null : new Box(r[0], r[1], c[0], c[1]);
    }

    private static int[] span(int[] counts, int least) {
        int first = -1;
        int last = -1;
        int full = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] >= 2) {
                first = first < 0 ? i : first;
                last = i;
                full++;
            }
        }
        return full < least ? new int[0] : new int[] {first, last + 1};
    }

    /** Returns the shape in a box, by how much of it is filled and, for triangle against cross, by its lower half; or null. */
    @Nullable
    String shape(int frame, Box box, double limit) {
        int height = box.bottom() - box.top();
        int width = box.right() - box.left();
        if (Math.max(height, width) > 1.6 * Math.min(height, width)) {
            return null;
        }
        int area = 0;
        int lower = 0;
        int upper = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (distance[frame][(box.top() + y) * side + box.left() + x] > limit) {
                    area++;
                    lower += y >= (height + 1) / 2 ? 1 : 0;
                    upper += y < height / 2 ? 1 : 0;
                }
            }
        }
        double fill = area / (double) (height * width);
        if (fill > 0.89) {
            return "square";
        }
        if (fill > 0.66) {
            return "circle";
        }
        return (lower - upper) / (double) Math.max(area, 1) > 0.22 ? "triangle" : "cross";
    }
}
