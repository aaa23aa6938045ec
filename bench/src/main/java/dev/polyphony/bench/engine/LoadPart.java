package dev.polyphony.bench.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How many clients can be served at the same time. */
final class LoadPart implements Part {
    private static final Duration LLM = Duration.ofMillis(200);
    private static final Duration TOOL = Duration.ofMillis(500);
    private static final Scenario S2 = Scenarios.of("S2", LLM, TOOL);
    private static final String OURS = "polyphony";
    private static final String PEER = "aiservices-concurrent";

    @Override
    public String name() {
        return "load";
    }

    @Override
    public String about() {
        return "S2 at 200 / 500 ms, asked over HTTP by so many clients at the same time, each of them again as soon as it has its"
                + " answer; the system runs in a JVM of its own. *Ideal* is one request of each client every 1.9 s. Polyphony is measured on the"
                + " newest JDK with virtual threads, and as polyphony-jdk17 on threads of the system.";
    }

    @Override
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>(Column.latencies());
        columns.add(new Column("requests/s", "per_second", 2));
        columns.add(new Column("of ideal, %", "share", 1));
        columns.add(new Column("RSS, MiB", "rss_mib", 0));
        columns.add(new Column("JDK", "jdk", 0));
        columns.add(new Column("errors", "errors", 0));
        return columns;
    }

    @Override
    public List<Row> run(Rig rig) throws Exception {
        List<Row> rows = new ArrayList<>();
        List<Jdk> found = Jdk.withAndWithoutVirtualThreads(rig.settings().jdks());
        for (Jdk jdk : found) {
            if (!rig.quick() || jdk.virtualThreads()) {
                rows.addAll(sweep(rig, OURS, jdk, steps(rig)));
            }
        }
        if (!found.isEmpty() && rig.settings().has(PEER)) {
            rows.addAll(sweep(rig, PEER, found.get(0), rig.quick() ? List.of(512) : List.of(32, 128, 512)));
        }
        return rows;
    }

    private static List<Integer> steps(Rig rig) {
        return rig.quick() ? List.of(512) : List.of(8, 32, 128, 512);
    }

    private static List<Row> sweep(Rig rig, String system, Jdk jdk, List<Integer> steps) throws Exception {
        String name = system + (jdk.virtualThreads() ? "" : "-jdk" + jdk.version());
        List<Row> rows = new ArrayList<>();
        try (Load load = new Load(rig::say);
                ChildJvm host = ChildJvm.start(
                        jdk.home(),
                        List.of("-Xmx2g"),
                        Host.class,
                        system,
                        rig.model().url(),
                        rig.scratch().toString())) {
            String idle = "Do it. " + Marker.of("S2", Duration.ZERO, Duration.ZERO);
            load.ask(host.url(), idle, 8, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(rig.rounds(5, 15)));
            String words = "Do it. " + Marker.of("S2", LLM, TOOL);
            for (int clients : steps) {
                rig.say("  %s on JDK %d, %d clients", system, jdk.version(), clients);
                Duration window = Duration.ofSeconds(rig.rounds(6, 12));
                Samples samples =
                        load.ask(host.url(), words, clients, S2.ideal(), Duration.ofSeconds(rig.rounds(4, 6)), window);
                Row row = samples.row(name, S2, clients, TOOL);
                double perSecond = row.figure("n") / window.toSeconds();
                rows.add(row.with("per_second", perSecond)
                        .with("share", 100 * perSecond * S2.ideal().toMillis() / 1_000 / clients)
                        .with("rss_mib", host.residentMib())
                        .with("jdk", jdk.version()));
            }
        }
        return rows;
    }

    @Override
    public List<Bar> bars(List<Row> rows) {
        List<Bar> bars = new ArrayList<>();
        for (Row row : rows) {
            if (row.system().equals(OURS)) {
                String what = "%d clients on virtual threads: requests/s of ideal".formatted(row.clients());
                bars.add(Bar.atLeast(what, 95, row.figure("share"), " %"));
            }
        }
        double errors = rows.stream()
                .filter(row -> row.system().startsWith(OURS))
                .mapToDouble(row -> row.figure("errors"))
                .sum();
        bars.add(Bar.atMost("errors", 0, errors, ""));
        return bars;
    }
}
