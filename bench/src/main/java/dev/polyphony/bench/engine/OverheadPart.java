package dev.polyphony.bench.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is left of a request when models and tools take no time. */
final class OverheadPart implements Part {
    @Override
    public String name() {
        return "overhead";
    }

    @Override
    public String about() {
        return "What a request takes when neither model nor tools take any time: all that is left is the system itself, the"
                + " calls of the model over HTTP, and for Polyphony the journal and the store on disk. CPU is the time of all"
                + " threads of this process for one request. *polyphony-over-http* is Polyphony in a JVM of its own, behind a plain"
                + " HTTP server. The words of all requests are the same, so that the examples of the prompt are found without a new"
                + " embedding.";
    }

    @Override
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>(Column.latencies());
        columns.add(new Column("CPU, ms", "cpu_ms", 2));
        columns.add(new Column("LLM calls", "llm_calls", 1));
        columns.add(new Column("tool calls", "tool_calls", 1));
        columns.add(new Column("errors", "errors", 0));
        return columns;
    }

    @Override
    public List<Row> run(Rig rig) throws Exception {
        rig.warmUp();
        List<Row> rows = new ArrayList<>();
        for (String id : Scenarios.SHARED) {
            rows.addAll(rig.sideBySide(id, Duration.ZERO, Duration.ZERO, 200, Duration.ofSeconds(rig.rounds(5, 120))));
        }
        return rows;
    }

    @Override
    public List<Bar> bars(List<Row> rows) {
        Row ours = Row.find(rows, ServedContender.NAME, "S2");
        return List.of(
                Bar.atMost("S2 through HTTP: median", 3, ours.figure("p50_ms"), " ms"),
                Bar.atMost("S2 through HTTP: p99", 15, ours.figure("p99_ms"), " ms"));
    }
}
