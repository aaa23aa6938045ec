package dev.polyphony.bench.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** How much longer than its critical path a request takes. */
final class CriticalPathPart implements Part {
    private static final Duration LLM = Duration.ofMillis(200);
    private static final Duration TOOL = Duration.ofMillis(500);

    @Override
    public String name() {
        return "path";
    }

    @Override
    public String about() {
        return "How long a request takes against what nobody can beat: one call of the model for the plan, the longest path"
                + " through the tools, one call for the answer. The model takes 200 ms a call; tools take 500 ms in S1 to S4,"
                + " 1,000 and 100 ms in S5, and random times in S6, of which each graph is asked for once; of the"
                + " peers, the quickest takes part there.";
    }

    @Override
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>(Column.latencies());
        columns.add(new Column("ideal, ms", "ideal_ms", 0));
        columns.add(new Column("ratio", "ratio", 3));
        columns.add(new Column("LLM calls", "llm_calls", 1));
        columns.add(new Column("tool calls", "tool_calls", 1));
        columns.add(new Column("errors", "errors", 0));
        return columns;
    }

    @Override
    public List<Row> run(Rig rig) throws Exception {
        rig.warmUp();
        List<Contender> systems = rig.contenders().stream()
                .filter(one -> !one.name().equals(ServedContender.NAME))
                .toList();
        List<Row> rows = new ArrayList<>();
        for (String id : List.of("S1", "S2", "S3", "S4", "S5")) {
            rows.addAll(
                    rig.sideBySide(systems, id, LLM, TOOL, rig.rounds(1, 20), Duration.ofSeconds(rig.rounds(25, 600))));
        }
        List<List<Row>> random = new ArrayList<>();
        long end = System.nanoTime() + Duration.ofSeconds(rig.rounds(30, 1_800)).toNanos();
        for (int seed : IntStream.rangeClosed(1, rig.rounds(1, 20)).toArray()) {
            if (System.nanoTime() < end) {
                random.add(rig.sideBySide(systems, "S6-" + seed, LLM, TOOL, 1, Duration.ofMinutes(2)));
            }
        }
        for (Contender contender : systems) {
            List<Row> own = random.stream()
                    .flatMap(List::stream)
                    .filter(row -> row.system().equals(contender.name()))
                    .toList();
            if (!own.isEmpty()) {
                rows.add(joined(contender.name(), own));
            }
        }
        return rows;
    }

    /** Returns one row for all random graphs: of each figure the median, and the largest ratio. */
    private static Row joined(String system, List<Row> rows) {
        Row joined = new Row(system, "S6", 1, Map.of())
                .with("n", rows.size())
                .with(
                        "errors",
                        rows.stream().mapToDouble(row -> row.figure("errors")).sum());
        for (String figure :
                List.of("p50_ms", "llm_ms", "tool_ms", "ideal_ms", "ratio", "calls", "llm_calls", "tool_calls")) {
            joined = joined.with(figure, Samples.percentile(sorted(rows, figure), 50));
        }
        return joined.with("max_ratio", Samples.percentile(sorted(rows, "ratio"), 100));
    }

    private static double[] sorted(List<Row> rows, String figure) {
        double[] values = rows.stream().mapToDouble(row -> row.figure(figure)).toArray();
        Arrays.sort(values);
        return values;
    }

    @Override
    public List<Bar> bars(List<Row> rows) {
        List<Bar> bars = new ArrayList<>();
        for (Row row : rows) {
            if (row.system().equals("polyphony")) {
                double bound = row.scenario().equals("S5") ? 1.03 : 1.02;
                bars.add(Bar.atMost(row.scenario() + ": median / ideal", bound, row.figure("ratio"), ""));
                if (row.scenario().equals("S6")) {
                    bars.add(Bar.atMost("S6: largest ratio of any graph", 1.05, row.figure("max_ratio"), ""));
                }
            }
        }
        return bars;
    }
}
