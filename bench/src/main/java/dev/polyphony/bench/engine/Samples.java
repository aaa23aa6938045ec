package dev.polyphony.bench.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the requests of one system in one scenario took. Not thread-safe. */
final class Samples {
    private final List<Long> nanos = new ArrayList<>();
    private long cpuNanos;
    private long llmCalls;
    private long toolCalls;
    private int errors;
    private boolean counted;

    /** Adds a request that gave the right answer. */
    void took(long moreNanos) {
        nanos.add(moreNanos);
    }

    /** Adds a request that did not. */
    void failed() {
        errors++;
    }

    /** Adds what requests took beside time. */
    void used(long moreCpuNanos, long moreLlmCalls, long moreToolCalls) {
        counted = true;
        cpuNanos += moreCpuNanos;
        llmCalls += moreLlmCalls;
        toolCalls += moreToolCalls;
    }

    /** Returns the mean time, in milliseconds; NaN of none. */
    double mean() {
        return nanos.stream().mapToLong(n -> n).average().orElse(Double.NaN) / 1e6;
    }

    /** Returns all of this as a row. */
    Row row(String system, String scenario, int clients) {
        double[] sorted = nanos.stream().mapToDouble(n -> n / 1e6).sorted().toArray();
        int asked = nanos.size() + errors;
        Row row = new Row(system, scenario, clients, Map.of())
                .with("n", nanos.size())
                .with("errors", errors)
                .with("min_ms", percentile(sorted, 0))
                .with("p50_ms", percentile(sorted, 50))
                .with("p95_ms", percentile(sorted, 95))
                .with("p99_ms", percentile(sorted, 99))
                .with("max_ms", percentile(sorted, 100));
        if (!counted || asked == 0) {
            return row;
        }
        return row.with("cpu_ms", cpuNanos == 0 ? Double.NaN : cpuNanos / 1e6 / asked)
                .with("calls", (double) (llmCalls + toolCalls) / asked)
                .with("llm_calls", (double) llmCalls / asked)
                .with("tool_calls", (double) toolCalls / asked);
    }

    /** Returns the row with what nobody could beat beside it. */
    Row row(String system, Scenario scenario, int clients, Duration tool) {
        Row row = row(system, scenario.id(), clients)
                .with("llm_ms", scenario.llm().toMillis())
                .with("tool_ms", tool.toMillis())
                .with("ideal_ms", scenario.ideal().toNanos() / 1e6);
        return scenario.ideal().isZero() ? row : row.with("ratio", row.figure("p50_ms") / row.figure("ideal_ms"));
    }

    /** Returns the smallest value that this share of all values does not exceed; NaN of none. */
    static double percentile(double[] sorted, double percent) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(0, Math.min(sorted.length, rank) - 1)];
    }
}
