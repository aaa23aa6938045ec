package dev.polyphony.bench.engine;

import static dev.polyphony.agent.Modality.TEXT;

import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Request;
import dev.polyphony.agent.Run;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.engine.Engine;
import dev.polyphony.agent.engine.EngineLimits;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/**
 * Fills an engine with sessions whose runs have ended, then with runs that wait in a tool, in a JVM of its own whose heap is
 * bounded, and prints what the heap holds: {@code sessions bytes} and {@code runs bytes}, beyond what it held before.
 */
public final class Memory {
    private static final int WARM_UP = 500;

    private final CountDownLatch release = new CountDownLatch(1);
    private final Semaphore waiting = new Semaphore(0);

    private Memory() {}

    /** Runs with how many sessions, how many runs, and a folder for files; ends by itself. */
    public static void main(String... args) throws Exception {
        new Memory().measure(Integer.parseInt(args[0]), Integer.parseInt(args[1]), Path.of(args[2]));
        System.exit(0);
    }

    private List<Tool> tools() {
        return List.of(
                Tool.named("text.quick")
                        .does("Says something.")
                        .takes("text", TEXT)
                        .gives(TEXT, call -> "done"),
                Tool.named("text.wait")
                        .does("Waits.")
                        .takes(Port.many("parts", TEXT))
                        .gives(TEXT, call -> {
                            waiting.release();
                            release.await();
                            return "done";
                        }));
    }

    private void measure(int sessions, int runs, Path scratch) throws Exception {
        try (EngineHome home =
                new EngineHome(scratch, false, tools(), builder -> builder.limits(EngineLimits.DEFAULT))) {
            Engine engine = home.engine();
            for (int n = 0; n < WARM_UP; n++) {
                engine.start(Request.of("warm up " + n, List.of()), quick()).answer();
            }
            long before = heap();
            for (int n = 0; n < sessions; n++) {
                engine.start(Request.of("a request number " + n, List.of()), quick())
                        .answer();
            }
            long idle = heap();
            System.out.printf(Locale.ROOT, "sessions %d%n", idle - before);
            List<Run> active = new ArrayList<>();
            for (int n = 0; n < runs; n++) {
                active.add(engine.start(Request.of("a request that waits " + n, List.of()), waits()));
            }
            waiting.acquire(runs);
            System.out.printf(Locale.ROOT, "runs %d%n", heap() - idle);
            System.out.flush();
            release.countDown();
            for (Run run : active) {
                run.answer();
            }
        }
    }

    private static Draft quick() {
        return Draft.of(List.of(Task.of("t1", "text.quick", Map.of("text", new Input.Literal("a few words")))));
    }

    /** Three tasks in a row, as in S2; the first one waits. */
    private static Draft waits() {
        List<Task> tasks = new ArrayList<>();
        for (int n = 1; n <= 3; n++) {
            Input part = n == 1 ? new Input.Literal("a few words") : Input.Made.by("t" + (n - 1), "text");
            tasks.add(Task.of("t" + n, "text.wait", Map.of("parts", new Input.Many(List.of(part)))));
        }
        return Draft.of(tasks);
    }

    /** Returns the bytes that are in use after collections that found nothing more to free. */
    private static long heap() {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 8; round++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
