package dev.polyphony.tools.local;

import dev.polyphony.agent.Value.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Lines in the order in which a person reads them: from the top, columns one after the other, and what stands side by side
 * without being a column as one line.
 */
final class ReadingOrder {
    private static final double COLUMN_LINES = 3;
    private static final double COLUMN_LINE_WIDTH = 6;

    private ReadingOrder() {}

    /** Returns rows from top to bottom, each from left to right. */
    static List<List<Box>> rows(List<Box> boxes) {
        if (boxes.isEmpty()) {
            return List.of();
        }
        double height = medianHeight(boxes);
        double gutter = gutter(boxes, height);
        if (!Double.isNaN(gutter)) {
            return joined(
                    boxes.stream().filter(b -> b.x() < gutter).toList(),
                    boxes.stream().filter(b -> b.x() >= gutter).toList());
        }
        double gap = gap(boxes);
        if (!Double.isNaN(gap)) {
            return joined(
                    boxes.stream().filter(b -> b.y() < gap).toList(),
                    boxes.stream().filter(b -> b.y() >= gap).toList());
        }
        return lines(boxes);
    }

    private static List<List<Box>> joined(List<Box> first, List<Box> second) {
        List<List<Box>> rows = new ArrayList<>(rows(first));
        rows.addAll(rows(second));
        return rows;
    }

    /** Returns where a free strip parts two columns of text, or NaN. */
    private static double gutter(List<Box> boxes, double height) {
        List<Box> sorted = new ArrayList<>(boxes);
        sorted.sort(Comparator.comparingDouble(Box::x));
        double reach = sorted.get(0).x();
        for (int i = 0; i < sorted.size(); i++) {
            Box box = sorted.get(i);
            if (box.x() > reach + height / 2
                    && isColumn(sorted.subList(0, i), height)
                    && isColumn(sorted.subList(i, sorted.size()), height)) {
                return box.x();
            }
            reach = Math.max(reach, box.x() + box.width());
        }
        return Double.NaN;
    }

    private static boolean isColumn(List<Box> boxes, double height) {
        double width = boxes.stream().mapToDouble(Box::width).average().orElse(0);
        return boxes.size() >= COLUMN_LINES && width >= COLUMN_LINE_WIDTH * height;
    }

    /** Returns the middle of the highest free strip across all boxes, or NaN. */
    private static double gap(List<Box> boxes) {
        List<Box> sorted = new ArrayList<>(boxes);
        sorted.sort(Comparator.comparingDouble(Box::y));
        double reach = sorted.get(0).y() + sorted.get(0).height();
        double highest = 0;
        double gap = Double.NaN;
        for (Box box : sorted) {
            if (box.y() - reach > highest) {
                highest = box.y() - reach;
                gap = (box.y() + reach) / 2;
            }
            reach = Math.max(reach, box.y() + box.height());
        }
        return gap;
    }

    /** Parts boxes that no free strip parts: a box belongs to a row if its middle lies within the row's first box. */
    private static List<List<Box>> lines(List<Box> boxes) {
        List<Box> rest = new ArrayList<>(boxes);
        rest.sort(Comparator.comparingDouble(box -> box.y() + box.height() / 2));
        List<List<Box>> rows = new ArrayList<>();
        while (!rest.isEmpty()) {
            Box first = rest.get(0);
            List<Box> row = new ArrayList<>(rest.stream()
                    .filter(b -> b.y() + b.height() / 2 <= first.y() + first.height())
                    .toList());
            rest.removeAll(row);
            row.sort(Comparator.comparingDouble(Box::x));
            rows.add(row);
        }
        return rows;
    }

    private static double medianHeight(List<Box> boxes) {
        double[] heights = boxes.stream().mapToDouble(Box::height).sorted().toArray();
        return heights[heights.length / 2];
    }
}
