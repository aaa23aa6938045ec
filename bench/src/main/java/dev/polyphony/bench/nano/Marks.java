package dev.polyphony.bench.nano;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what was right, by name. Not thread-safe. */
final class Marks {
    private final Map<String, int[]> counts = new LinkedHashMap<>();

    /** Notes one answer. */
    void add(String name, boolean right) {
        int[] count = counts.computeIfAbsent(name, n -> new int[2]);
        count[0] += right ? 1 : 0;
        count[1]++;
    }

    /**
     * Notes a thing and what a judge saw, by attribute; row and column together are {@code position}.
     *
     * @return true if all is right
     */
    boolean add(Thing thing, Map<String, String> seen) {
        boolean all = true;
        for (Map.Entry<String, String> wanted : thing.attributes().entrySet()) {
            boolean right = wanted.getValue().equals(seen.get(wanted.getKey()));
            all &= right;
            if (!List.of("row", "column").contains(wanted.getKey())) {
                add(wanted.getKey(), right);
            }
        }
        if (thing.kind().equals("image")) {
            add("position", is(thing, seen, "row") && is(thing, seen, "column"));
        }
        add("all", all);
        return all;
    }

    private static boolean is(Thing thing, Map<String, String> seen, String attribute) {
        return thing.get(attribute).equals(seen.get(attribute));
    }

    /** Returns the share that was right under a name; 0 if nothing was noted. */
    double of(String name) {
        int @Nullable [] count = counts.get(name);
        return count == null ? 0 : count[0] / (double) count[1];
    }

    /** Returns how many were noted under a name. */
    int count(String name) {
        int @Nullable [] count = counts.get(name);
        return count == null ? 0 : count[1];
    }

    /** Returns all shares, by name. */
    Map<String, Double> shares() {
        Map<String, Double> shares = new TreeMap<>();
        counts.keySet().forEach(name -> shares.put(name, Math.round(of(name) * 1e4) / 1e4));
        return shares;
    }
}
