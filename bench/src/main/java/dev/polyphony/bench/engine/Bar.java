package dev.polyphony.bench.engine;

import java.util.Locale;

/**
 * What is asked of a figure.
 *
 * @param what the figure, in words
 * @param asked the bound, in words
 * @param measured the figure
 * @param met true if it keeps to the bound
 */
record Bar(String what, String asked, String measured, boolean met) {
    /** Returns a bar that a figure must not exceed; one that was not measured is not met. */
    static Bar atMost(String what, double bound, double value, String unit) {
        return new Bar(what, "≤ " + plain(bound) + unit, plain(value) + unit, value <= bound);
    }

    /** Returns a bar that a figure must reach; one that was not measured is not met. */
    static Bar atLeast(String what, double bound, double value, String unit) {
        return new Bar(what, "≥ " + plain(bound) + unit, plain(value) + unit, value >= bound);
    }

    private static String plain(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
