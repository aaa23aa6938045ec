package dev.polyphony.tools.local;

import dev.polyphony.agent.Value.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Boxes that lie over each other. */
final class Overlaps {
    private Overlaps() {}

    /** Returns the boxes, best first, without those that overlap a better one of the same label by more than the limit. */
    static List<Box> suppress(List<Box> boxes, double limit) {
        List<Box> sorted = new ArrayList<>(boxes);
        sorted.sort(Comparator.comparingDouble(Box::score).reversed());
        List<Box> kept = new ArrayList<>();
        for (Box box : sorted) {
            if (kept.stream().noneMatch(k -> k.label().equals(box.label()) && overlap(k, box) > limit)) {
                kept.add(box);
            }
        }
        return kept;
    }

    /** Returns the area that both cover, divided by the area that either covers. */
    static double overlap(Box a, Box b) {
        double width = Math.min(a.x() + a.width(), b.x() + b.width()) - Math.max(a.x(), b.x());
        double height = Math.min(a.y() + a.height(), b.y() + b.height()) - Math.max(a.y(), b.y());
        if (width <= 0 || height <= 0) {
            return 0;
        }
        double both = width * height;
        return both / (a.width() * a.height() + b.width() * b.height() - both);
    }
}
