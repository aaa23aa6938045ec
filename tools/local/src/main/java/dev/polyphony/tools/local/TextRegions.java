package dev.polyphony.tools.local;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of text in a map of likelihoods: its connected regions, each as the smallest turned rectangle around it, grown
 * from the core of the line to its whole height.
 */
final class TextRegions {
    private static final float LEAST_LIKELIHOOD = 0.3f;
    private static final double LEAST_MEAN = 0.5;
    private static final double LEAST_SIDE = 3;
    private static final double GROWTH = 2.2;

    private final float[] map;
    private final int width;
    private final int height;
    private final BitSet seen;

    TextRegions(float[] map, int width) {
        this.map = map;
        this.width = width;
        this.height = map.length / width;
        this.seen = new BitSet(map.length);
    }

    List<TurnedBox> boxes() {
        List<TurnedBox> boxes = new ArrayList<>();
        for (int i = 0; i < map.length; i++) {
            if (map[i] > LEAST_LIKELIHOOD && !seen.get(i)) {
                TurnedBox box = box(i);
                if (box != null) {
                    boxes.add(box);
                }
            }
        }
        return boxes;
    }

    /** Returns the grown box of the region around a pixel; null if it is too small or too unlikely. */
    private @Nullable TurnedBox box(int start) {
        List<double[]> border = new ArrayList<>();
        double sum = 0;
        int size = 0;
        Deque<Integer> open = new ArrayDeque<>(List.of(start));
        seen.set(start);
        while (!open.isEmpty()) {
            int at = open.pop();
            sum += map[at];
            size++;
            if (visitNeighbours(at, open) < 8) {
                border.add(new double[] {at % width + 0.5, at / width + 0.5});
            }
        }
        if (sum / size < LEAST_MEAN) {
            return null;
        }
        TurnedBox core = TurnedBox.around(border);
        if (Math.min(core.width(), core.height()) < LEAST_SIDE) {
            return null;
        }
        TurnedBox whole = core.grown(0.5);
        return whole.grown(whole.width() * whole.height() * GROWTH / (2 * (whole.width() + whole.height())));
    }

    /** Opens the neighbours that are likely and not yet seen; returns how many are likely at all. */
    private int visitNeighbours(int at, Deque<Integer> open) {
        int likely = 0;
        int column = at % width;
        int row = at / width;
        for (int y = Math.max(0, row - 1); y <= Math.min(height - 1, row + 1); y++) {
            for (int x = Math.max(0, column - 1); x <= Math.min(width - 1, column + 1); x++) {
                int next = y * width + x;
                if (next != at && map[next] > LEAST_LIKELIHOOD) {
                    likely++;
                    if (!seen.get(next)) {
                        seen.set(next);
                        open.push(next);
                    }
                }
            }
        }
        return likely;
    }
}
