package dev.polyphony.bench.engine;

import dev.polyphony.bench.jmh.EngineHot;
import dev.polyphony.bench.jmh.PlanHot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The hot paths by JMH. */
final class HotPart implements Part {
    private static final String OURS = "polyphony";
    private static final String TASK = "EngineHot.task";

    @Override
    public String name() {
        return "hot";
    }

    @Override
    public String about() {
        return "JMH, mean time of one operation with its 99.9 % confidence interval. `EngineHot.task`: one task of a run of 32 that do"
                + " nothing, with plan check, events, hashes of artifacts and answer, but without language model and disk."
                + " `PlanHot`: the check of such a plan, and events as JSON.";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                new Column("µs", "mean_us", 2), new Column("±", "error_us", 2), new Column("iterations", "n", 0));
    }

    @Override
    public List<Row> run(Rig rig) throws Exception {
        Options options = new OptionsBuilder()
                .include(EngineHot.class.getName() + "\\..*")
                .include(PlanHot.class.getName() + "\\..*")
                .forks(rig.rounds(1, 2))
                .warmupIterations(rig.rounds(2, 5))
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(rig.rounds(2, 5))
                .measurementTime(TimeValue.seconds(1))
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
        List<Row> rows = new ArrayList<>();
        for (RunResult run : new Runner(options).run()) {
            Result<?> result = run.getPrimaryResult();
            String name = run.getParams().getBenchmark();
            String shown = name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
            rows.add(new Row(OURS, shown, 1, Map.of())
                    .with("n", result.getSampleCount())
                    .with("mean_us", result.getScore())
                    .with("error_us", result.getScoreError()));
        }
        return rows;
    }

    @Override
    public List<Bar> bars(List<Row> rows) {
        return List.of(Bar.atMost(
                "the engine alone, one task", 100, Row.find(rows, OURS, TASK).figure("mean_us"), " µs"));
    }
}
