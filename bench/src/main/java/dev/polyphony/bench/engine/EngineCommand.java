package dev.polyphony.bench.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what the engine adds to the time that models and tools take. */
@Command(
        name = "engine",
        description = "Measures what the engine adds to the time of models and tools, which are mocks of set latency.",
        mixinStandardHelpOptions = true)
public final class EngineCommand implements Callable<Integer> {
    private static final Duration LLM = Duration.ofMillis(200);
    private static final Duration TOOL = Duration.ofMillis(500);

    @Spec
    @SuppressWarnings("NullAway.Init") // set before it is called
    private CommandSpec spec;

    @Option(names = "--quick", description = "Fewer rounds; ends within five minutes.")
    private boolean quick;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the rows to this file.")
    private @Nullable Path json;

    /** Runs the benchmark; returns 0, or 1 if a request went wrong. */
    @Override
    public Integer call() throws Exception {
        var out = spec.commandLine().getOut();
        var err = spec.commandLine().getErr();
        List<Row> rows = new ArrayList<>();
        Path scratch = Files.createTempDirectory("polyphony-bench-");
        try (MockProcess model = MockProcess.start(MockModel.class);
                Contender ours = new PolyphonyContender(model.url(), scratch)) {
            SideBySide rig = new SideBySide(List.of(ours), model, err);
            rig.warmUp(Scenarios.SHARED, quick ? 100 : 300);
            for (String id : Scenarios.SHARED) {
                rows.addAll(rig.run(id, Duration.ZERO, Duration.ZERO, 200));
            }
            for (String id : List.of("S1", "S2", "S3", "S4", "S5")) {
                rows.addAll(rig.run(id, LLM, TOOL, quick ? 5 : 20));
            }
        }
        Files.delete(scratch);
        out.print(Report.table(rows));
        out.flush();
        if (json != null) {
            Report.json(rows, json);
        }
        return rows.stream().allMatch(row -> row.errors() == 0) ? 0 : 1;
    }
}
