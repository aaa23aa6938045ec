package dev.polyphony.bench.nano;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table.
 *
 * @param what was measured
 * @param value a share in 0..1, or seconds
 * @param unit {@code s}, or empty for a share
 * @param bar what it should reach; null if it is only reported
 * @param least true if the bar is the least that is good, false if it is the most
 * @param n how many cases
 * @param details shares of parts
 */
record Measure(
        String what,
        double value,
        String unit,
        @Nullable Double bar,
        boolean least,
        int n,
        Map<String, Double> details) {

    static Measure share(String what, double value, @Nullable Double bar, int n, Map<String, Double> details) {
        return new Measure(what, value, "", bar, true, n, details);
    }

    /** Returns whether it reaches its bar; null if it has none. */
    @Nullable
    Boolean passes() {
        return bar == null ? null : least ? value >= bar : value <= bar;
    }

    /** Returns it as a row of a Markdown table. */
    String row() {
        Boolean passes = passes();
        return String.format(
                Locale.ROOT,
                "| %s | %.3f%s | %s | %d | %s |",
                what,
                value,
                unit.isEmpty() ? "" : " " + unit,
                bar == null ? "" : (least ? "≥ " : "≤ ") + bar,
                n,
                passes == null ? "" : passes ? "yes" : "**no**");
    }
}
