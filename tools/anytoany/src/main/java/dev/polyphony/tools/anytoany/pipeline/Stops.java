package dev.polyphony.tools.anytoany.pipeline;

import java.util.ArrayList;
import java.util.List;

/** Watches for what ends an answer, and holds tokens back that may be the beginning of it. Not thread-safe. */
final class Stops {
    private final List<List<Integer>> ends;
    private final List<Integer> held = new ArrayList<>();
    private boolean reached;

    Stops(List<List<Integer>> ends) {
        this.ends = ends;
    }

    /** Returns true once an end was seen whole. */
    boolean reached() {
        return reached;
    }

    /** Takes one more token and returns those that are certainly part of the answer. */
    List<Integer> take(int id) {
        held.add(id);
        for (List<Integer> end : ends) {
            int before = held.size() - end.size();
            if (before >= 0 && held.subList(before, held.size()).equals(end)) {
                reached = true;
                return release(before);
            }
        }
        int keep = 0;
        for (List<Integer> end : ends) {
            for (int n = Math.min(end.size() - 1, held.size()); n > keep; n--) {
                if (held.subList(held.size() - n, held.size()).equals(end.subList(0, n))) {
                    keep = n;
                }
            }
        }
        return release(held.size() - keep);
    }

    /** Returns what was held back for nothing. */
    List<Integer> rest() {
        return reached ? List.of() : release(held.size());
    }

    private List<Integer> release(int count) {
        List<Integer> first = List.copyOf(held.subList(0, count));
        held.subList(0, count).clear();
        return first;
    }
}
