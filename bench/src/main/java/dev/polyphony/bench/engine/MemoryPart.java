package dev.polyphony.bench.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What sessions and runs take of the heap. */
final class MemoryPart implements Part {
    private static final String OURS = "polyphony";
    private static final int HEAP_MIB = 256;
    private static final int SESSIONS = 10_000;
    private static final int RUNS_ON_VIRTUAL_THREADS = 1_000;
    private static final int RUNS_ON_PLATFORM_THREADS = 200;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String about() {
        return "What stays in the heap after a collection, in a JVM of its own with -Xmx%dm: for each of 10,000 sessions whose only"
                        .formatted(HEAP_MIB)
                + " run has ended, and for each run that waits in the first of three tasks. Threads of the system, which JDK 17"
                + " needs for that, have their stacks outside the heap, those of virtual threads are inside.";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                new Column("n", "n", 0),
                new Column("bytes of heap for one", "bytes", 0),
                new Column("all, MiB", "mib", 2),
                new Column("JDK", "jdk", 0),
                new Column("errors", "errors", 0));
    }

    @Override
    public List<Row> run(Rig rig) throws Exception {
        List<Row> rows = new ArrayList<>();
        for (Jdk jdk : Jdk.withAndWithoutVirtualThreads(rig.settings().jdks())) {
            if (!rig.quick() || jdk.virtualThreads()) {
                rig.say("  on JDK %d", jdk.version());
                rows.addAll(run(rig, jdk));
            }
        }
        return rows;
    }

    private static List<Row> run(Rig rig, Jdk jdk) throws Exception {
        String system = OURS + (jdk.virtualThreads() ? "" : "-jdk" + jdk.version());
        int runs = jdk.virtualThreads() ? RUNS_ON_VIRTUAL_THREADS : RUNS_ON_PLATFORM_THREADS;
        Row idle = new Row(system, "idle sessions", SESSIONS, Map.of());
        Row active = new Row(system, "active runs", runs, Map.of());
        try (ChildJvm child = ChildJvm.start(
                jdk.home(),
                List.of("-Xmx%dm".formatted(HEAP_MIB)),
                Memory.class,
                String.valueOf(SESSIONS),
                String.valueOf(runs),
                rig.scratch().toString())) {
            return List.of(row(idle, child.url(), SESSIONS, jdk), row(active, child.nextLine(), runs, jdk));
        } catch (IOException e) {
            rig.say("the JVM of %d MiB did not last: %s", HEAP_MIB, e);
            return List.of(idle.with("errors", 1), active.with("errors", 1));
        }
    }

    private static Row row(Row row, String line, int n, Jdk jdk) {
        long bytes = Math.max(0, Long.parseLong(line.split(" ")[1]));
        return row.with("n", n)
                .with("errors", 0)
                .with("bytes", (double) bytes / n)
                .with("mib", bytes / 1024.0 / 1024)
                .with("jdk", jdk.version());
    }

    @Override
    public List<Bar> bars(List<Row> rows) {
        return List.of(
                Bar.atLeast(
                        "idle sessions within %d MiB of heap".formatted(HEAP_MIB),
                        SESSIONS,
                        Row.find(rows, OURS, "idle sessions").figure("n"),
                        ""),
                Bar.atMost(
                        "heap for one idle session",
                        20 * 1024,
                        Row.find(rows, OURS, "idle sessions").figure("bytes"),
                        " bytes"));
    }
}
