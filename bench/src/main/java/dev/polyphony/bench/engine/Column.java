package dev.polyphony.bench.engine;

import java.util.List;
import java.util.Locale;

/**
 * A column of a table of figures.
 *
 * @param title its head
 * @param figure name of the figure that it shows
 * @param decimals how many decimals it shows
 */
record Column(String title, String figure, int decimals) {
    /** Returns the columns of latencies. */
    static List<Column> latencies() {
        return List.of(
                new Column("n", "n", 0),
                new Column("p50, ms", "p50_ms", 1),
                new Column("p95, ms", "p95_ms", 1),
                new Column("p99, ms", "p99_ms", 1));
    }

    /** Returns what this column shows of a row. */
    String of(Row row) {
        double value = row.figure(figure);
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
