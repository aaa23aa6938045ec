package dev.polyphony.bench.engine;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Arrays;
import java.util.List;

/**
 * What one system took for one scenario. Times in milliseconds.
 *
 * @param system the system; {@code polyphony} is ours
 * @param scenario the scenario
 * @param clients how many asked at the same time
 * @param llmMs latency of one call of the model
 * @param toolMs latency of a tool in S1 to S4
 * @param n requests measured
 * @param minMs the quickest request
 * @param p50Ms the median
 * @param p95Ms 95 of 100 were no slower
 * @param p99Ms 99 of 100 were no slower
 * @param maxMs the slowest request
 * @param idealMs what nobody can beat: plan, longest path, answer
 * @param ratio median / ideal; 0 where the ideal is 0
 * @param calls calls for one request
 * @param errors requests without the right answer
 */
@JsonPropertyOrder({"system", "scenario", "clients", "llm_ms", "tool_ms", "n"})
record Row(
        @JsonProperty("system") String system,
        @JsonProperty("scenario") String scenario,
        @JsonProperty("clients") int clients,
        @JsonProperty("llm_ms") long llmMs,
        @JsonProperty("tool_ms") long toolMs,
        @JsonProperty("n") int n,
        @JsonProperty("min_ms") double minMs,
        @JsonProperty("p50_ms") double p50Ms,
        @JsonProperty("p95_ms") double p95Ms,
        @JsonProperty("p99_ms") double p99Ms,
        @JsonProperty("max_ms") double maxMs,
        @JsonProperty("ideal_ms") double idealMs,
        @JsonProperty("ratio") double ratio,
        @JsonProperty("calls") Calls calls,
        @JsonProperty("errors") int errors) {

    /**
     * Calls for one request, on average.
     *
     * @param llm calls of the model
     * @param tools calls of tools
     */
    record Calls(
            @JsonProperty("llm") double llm,
            @JsonProperty("tools") double tools) {}

    /** Returns the row of these times. */
    static Row of(
            String system,
            Scenario scenario,
            long toolMs,
            int clients,
            List<Long> nanos,
            long llm,
            long tools,
            int errors) {
        double[] sorted = nanos.stream().mapToDouble(n -> n / 1e6).sorted().toArray();
        double ideal = scenario.ideal().toNanos() / 1e6;
        double median = percentile(sorted, 50);
        double requests = nanos.size() + errors;
        return new Row(
                system,
                scenario.id(),
                clients,
                scenario.llm().toMillis(),
                toolMs,
                nanos.size(),
                rounded(percentile(sorted, 0)),
                rounded(median),
                rounded(percentile(sorted, 95)),
                rounded(percentile(sorted, 99)),
                rounded(percentile(sorted, 100)),
                ideal,
                ideal == 0 ? 0 : rounded(median / ideal),
                new Calls(rounded(llm / requests), rounded(tools / requests)),
                errors);
    }

    /** Returns the smallest value that this share of all values does not exceed; NaN of none. */
    static double percentile(double[] sorted, double percent) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(0, Math.min(sorted.length, rank) - 1)];
    }

    private static double rounded(double value) {
        return Double.isNaN(value) ? value : Math.round(value * 1_000) / 1_000.0;
    }

    /** Returns the median of some rows' ratios. */
    static double medianRatio(List<Row> rows) {
        double[] ratios = rows.stream().mapToDouble(Row::ratio).toArray();
        Arrays.sort(ratios);
        return percentile(ratios, 50);
    }
}
