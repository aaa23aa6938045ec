package dev.polyphony.bench.engine;

import static dev.polyphony.agent.Modality.TEXT;

import com.fasterxml.jackson.databind.JsonNode;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.Request;
import dev.polyphony.agent.Run;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** How long it takes until a cancelled run has stopped all that it does. */
final class CancelPart implements Part {
    private static final String OURS = "polyphony";
    private static final int TASKS = 50;
    private static final long LONG_MILLIS = 600_000;
    private static final long PATIENCE_MILLIS = 10_000;
    private static final String LOCAL = "text.wait";
    private static final String IN_PROCESS = "50 tasks in the process";
    private static final String HTTP = "50 calls over HTTP";
    private static final String WHOLE = "the run itself";

    @Override
    public String name() {
        return "cancel";
    }

    @Override
    public String about() {
        return "A run is cancelled while 50 of its tasks are working. The time from there until each task has stopped: a tool in"
                + " the process when its thread leaves it, a call over HTTP when the endpoint, another process, sees its"
                + " connection closed; and until the end of the run is journaled.";
    }

    @Override
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>(Column.latencies());
        columns.add(new Column("max, ms", "max_ms", 1));
        columns.add(new Column("never stopped", "errors", 0));
        return columns;
    }

    @Override
    public List<Row> run(Rig rig) throws Exception {
        Samples local = new Samples();
        Samples remote = new Samples();
        Samples whole = new Samples();
        Local tool = new Local();
        try (ChildJvm endpoints = ChildJvm.mock(MockTools.class);
                RemoteChain chain = RemoteChain.of(Map.of("a", endpoints.url() + "a"));
                EngineHome home =
                        new EngineHome(rig.scratch(), false, List.of(tool.tool(), chain.tool()), builder -> {})) {
            endpoints.get("/set?name=a&millis=" + LONG_MILLIS);
            int rounds = rig.rounds(5, 25);
            for (int round = 0; round < rounds + 1; round++) {
                boolean counted = round > 0;
                Run inProcess = start(home, LOCAL);
                wait(() -> tool.working.get() == TASKS);
                long cancelled = stop(inProcess, counted ? whole : new Samples());
                wait(() -> tool.working.get() == 0);
                add(counted ? local : new Samples(), cancelled, List.copyOf(tool.stopped));
                tool.stopped.clear();

                Run overHttp = start(home, Scenarios.SUMMARIZE);
                wait(() -> open(endpoints) == TASKS);
                cancelled = stop(overHttp, counted ? whole : new Samples());
                wait(() -> open(endpoints) == 0);
                List<Long> closed = new ArrayList<>();
                for (JsonNode at : endpoints.get("/aborts")) {
                    closed.add(at.asLong());
                }
                add(counted ? remote : new Samples(), cancelled, closed);
            }
        }
        return List.of(local.row(OURS, IN_PROCESS, 1), remote.row(OURS, HTTP, 1), whole.row(OURS, WHOLE, 1));
    }

    private static Run start(EngineHome home, String tool) {
        List<Task> tasks = new ArrayList<>();
        for (int n = 0; n < TASKS; n++) {
            tasks.add(Task.of("t" + n, tool, Map.of("text", new Input.Literal("number " + n))));
        }
        return home.engine().start(Request.of("go", List.of()), Draft.of(tasks));
    }

    /** Cancels, waits for the end of the run, and returns when it was cancelled, in microseconds of the clock of the machine. */
    private static long stop(Run run, Samples whole) throws InterruptedException {
        long now = micros();
        run.cancel();
        try {
            run.answer();
            throw new IllegalStateException("the run was cancelled and gave an answer");
        } catch (CancellationException e) {
            whole.took((micros() - now) * 1_000);
        }
        return now;
    }

    private static void add(Samples samples, long cancelled, List<Long> stopped) {
        stopped.forEach(at -> samples.took(Math.max(0, at - cancelled) * 1_000));
        for (int missing = stopped.size(); missing < TASKS; missing++) {
            samples.failed();
        }
    }

    private static long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void wait(Condition condition) throws Exception {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (!condition.holds() && System.nanoTime() < end) {
            Thread.sleep(1);
        }
    }

    private static long open(ChildJvm endpoints) throws Exception {
        return endpoints.get("/count").path("open").asLong();
    }

    /** A tool that sleeps until it is interrupted, and notes when that was. */
    private static final class Local {
        private final AtomicInteger working = new AtomicInteger();
        private final Queue<Long> stopped = new ConcurrentLinkedQueue<>();

        Tool tool() {
            return Tool.named(LOCAL).does("Waits.").takes("text", TEXT).gives(TEXT, call -> {
                working.incrementAndGet();
                try {
                    Thread.sleep(LONG_MILLIS);
                    return "never";
                } finally {
                    stopped.add(micros());
                    working.decrementAndGet();
                }
            });
        }
    }

    @Override
    public List<Bar> bars(List<Row> rows) {
        Row remote = Row.find(rows, OURS, HTTP);
        return List.of(
                Bar.atMost(
                        "tasks in the process stopped: p99",
                        200,
                        Row.find(rows, OURS, IN_PROCESS).figure("p99_ms"),
                        " ms"),
                Bar.atMost("connections closed: p99", 200, remote.figure("p99_ms"), " ms"),
                Bar.atMost("connections that stayed open", 0, remote.figure("errors"), ""));
    }
}
