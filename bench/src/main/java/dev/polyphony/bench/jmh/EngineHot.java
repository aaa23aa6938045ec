package dev.polyphony.bench.jmh;

import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Journal;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.Planner;
import dev.polyphony.agent.PlanningFailedException;
import dev.polyphony.agent.Request;
import dev.polyphony.agent.Run;
import dev.polyphony.agent.Toolbox;
import dev.polyphony.agent.codec.JsonValueCodec;
import dev.polyphony.agent.engine.Engine;
import dev.polyphony.testkit.InMemoryJournal;
import dev.polyphony.tools.media.MediaProbe;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The engine alone: no planner, no language model, no disk; runs of 32 tasks that do nothing, a task at a time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EngineHot {
    private final Draft plan = HotPlans.plan();
    private final Journal journal = new InMemoryJournal();

    @SuppressWarnings("NullAway.Init") // set before the first call
    private Engine engine;

    /** Opens the engine. */
    @Setup
    public void open() throws IOException {
        engine = Engine.builder()
                .toolbox(Toolbox.of(HotPlans.tool()))
                .planner(new NoPlanner())
                .store(new NoStore())
                .journal(journal)
                .codec(new JsonValueCodec())
                .probe(MediaProbe.create())
                .build();
    }

    /** Runs a plan: its check, its tasks, its events, its answer. */
    @Benchmark
    @OperationsPerInvocation(HotPlans.TASKS)
    public String task() throws InterruptedException {
        Run run = engine.start(Request.of("go", List.of()), plan);
        String answer = run.answer().text();
        journal.delete(run.sessionId());
        return answer;
    }

    /** Closes the engine. */
    @TearDown
    public void close() {
        engine.close();
    }

    private static final class NoPlanner implements Planner {
        @Override
        public String name() {
            return "none";
        }

        @Override
        public Draft plan(PlanRequest request) {
            throw new PlanningFailedException("this benchmark gives its plans itself");
        }
    }
}
