package dev.polyphony.bench.jmh;

import dev.polyphony.agent.Checked;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.JournalEntry;
import dev.polyphony.agent.Plan;
import dev.polyphony.agent.PlanCheck;
import dev.polyphony.agent.PlanLimits;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.Toolbox;
import dev.polyphony.agent.codec.EventCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What is done with plans and events: the check of 32 tasks, and events as JSON. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PlanHot {
    private final Toolbox toolbox = Toolbox.of(HotPlans.tool());
    private final Draft draft = HotPlans.plan();
    private final Plan plan =
            PlanCheck.check(draft, toolbox, List.of(), PlanLimits.DEFAULT).orThrow();
    private final JournalEntry accepted = entry(new RunEvent.PlanAccepted(plan));
    private final JournalEntry succeeded = entry(
            new RunEvent.TaskSucceeded("t0-0", Duration.ofMillis(500), Map.of("text", List.of("a".repeat(64))), false));
    private final String succeededJson = EventCodec.encode(succeeded);

    private static JournalEntry entry(RunEvent event) {
        return new JournalEntry(7, "run-1", Instant.parse("2026-01-01T00:00:00Z"), event);
    }

    /** Checks a plan of 32 tasks. */
    @Benchmark
    public Checked check() {
        return PlanCheck.check(draft, toolbox, List.of(), PlanLimits.DEFAULT);
    }

    /** Writes the event of a task. */
    @Benchmark
    public String encodeTask() {
        return EventCodec.encode(succeeded);
    }

    /** Reads the event of a task. */
    @Benchmark
    public JournalEntry decodeTask() {
        return EventCodec.decode(succeededJson);
    }

    /** Writes the event of a plan of 32 tasks. */
    @Benchmark
    public String encodePlan() {
        return EventCodec.encode(accepted);
    }
}
