package dev.polyphony.bench.nano;

import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what pictures and films show, by measuring pixels. Thread-safe. */
final class PictureJudge {
    private static final int SIDE = 64;
    private static final int FILM_SIDE = 32;
    private static final double FAINT = 0.2;

    private PictureJudge() {}

    /** Returns the attributes that a picture shows; those that it does not show are left out. */
    static Map<String, String> picture(BufferedImage image) {
        Grid grid = new Grid(List.of(image), SIDE);
        Map<String, String> seen = new LinkedHashMap<>();
        seen.put("background", grid.background());
        double top = grid.top(60);
        Grid.Box box = top < FAINT ? null : grid.box(0, 0.5 * top, 4);
        if (box == null) {
            return seen;
        }
        seen.put("color", grid.color(0.8 * top));
        seen.put("row", Thing.ROWS.get(nearest((box.top() + box.bottom()) / 2.0)));
        seen.put("column", Thing.COLUMNS.get(nearest((box.left() + box.right()) / 2.0)));
        seen.put("size", Thing.SIZES.get(box.longest() > 21 ? 1 : 0));
        put(seen, "shape", grid.shape(0, box, 0.5 * top));
        return seen;
    }

    private static int nearest(double centre) {
        int best = 0;
        for (int i = 1; i < Drawing.CENTERS.length; i++) {
            best = Math.abs(centre - Drawing.CENTERS[i]) < Math.abs(centre - Drawing.CENTERS[best]) ? i : best;
        }
        return best;
    }

    private static void put(Map<String, String> seen, String name, @Nullable String value) {
        if (value != null) {
            seen.put(name, value);
        }
    }

    /** Returns the attributes that eight frames show; those that they do not show are left out. */
    static Map<String, String> film(List<BufferedImage> frames) {
        Grid grid = new Grid(frames, FILM_SIDE);
        Map<String, String> seen = new LinkedHashMap<>();
        seen.put("background", grid.background());
        double top = grid.top(200);
        if (top < FAINT) {
            return seen;
        }
        seen.put("color", grid.color(0.8 * top));
        Grid.@Nullable Box[] boxes = new Grid.Box[frames.size()];
        int longest = 0;
        for (int f = 0; f < boxes.length; f++) {
            Grid.Box box = grid.box(f, 0.5 * top, 3);
            boxes[f] = box;
            longest = box == null ? longest : Math.max(longest, box.longest());
        }
        put(seen, "motion", motion(boxes));
        put(seen, "shape", shape(grid, boxes, longest, 0.5 * top));
        return seen;
    }

    private static @Nullable String motion(Grid.@Nullable Box[] boxes) {
        double[] size = new double[boxes.length];
        double[] y = new double[boxes.length];
        double[] x = new double[boxes.length];
        int shown = 0;
        boolean blinks = true;
        for (int f = 0; f < boxes.length; f++) {
            Grid.Box box = boxes[f];
            blinks &= (box != null) == (f % 4 < 2);
            if (box != null) {
                shown++;
                size[f] = (box.bottom() - box.top() + box.right() - box.left()) / 2.0;
                y[f] = (box.top() + box.bottom()) / 2.0;
                x[f] = (box.left() + box.right()) / 2.0;
            }
        }
        if (blinks) {
            return "blinking";
        }
        if (shown < boxes.length) {
            return null;
        }
        double growth = slope(size);
        double down = slope(y);
        double right = slope(x);
        if (Math.abs(growth) > 1) {
            return growth > 0 ? "growing" : "shrinking";
        }
        if (Math.max(Math.abs(down), Math.abs(right)) > 1 && Math.min(Math.abs(down), Math.abs(right)) < 0.6) {
            return Math.abs(down) > Math.abs(right)
                    ? down > 0 ? "moving down" : "moving up"
                    : right > 0 ? "moving right" : "moving left";
        }
        return null;
    }

    /** Returns the slope of the straight line that fits values at 0, 1, 2, … best. */
    static double slope(double[] values) {
        double middle = (values.length - 1) / 2.0;
        double product = 0;
        double square = 0;
        for (int i = 0; i < values.length; i++) {
            product += (i - middle) * values[i];
            square += (i - middle) * (i - middle);
        }
        return product / square;
    }

    /** Returns what most frames show whose object is at least two thirds as large as the largest one. */
    private static @Nullable String shape(Grid grid, Grid.@Nullable Box[] boxes, int longest, double limit) {
        Map<String, Integer> votes = new HashMap<>();
        for (int f = 0; f < boxes.length; f++) {
            Grid.Box box = boxes[f];
            if (box != null && box.longest() >= 0.66 * longest) {
                String shape = grid.shape(f, box, limit);
                if (shape != null) {
                    votes.merge(shape, 1, Integer::sum);
                }
            }
        }
        return votes.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(null);
    }
}
