package dev.polyphony.tools.remote;

import dev.polyphony.agent.PolyphonyException;
import dev.polyphony.testkit.FakeCall;
import dev.polyphony.testkit.ScriptedLlm;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every fault at every wire family, in a process of its own so that its heap can be small. Prints the table. */
final class FaultMatrix {
    static final Duration DEADLINE = Duration.ofMillis(1_500);
    /** For floods, whose verdict comes from what was read, not from the clock: a busy machine reads slowly. */
    static final Duration FLOOD_DEADLINE = Duration.ofSeconds(15);
    /** How much later than the deadline a verdict may come on a busy machine. */
    static final Duration GRACE = Duration.ofMillis(1_500);

    private static final long MOST_BYTES = 8 << 20;

    private FaultMatrix() {}

    /** What came of one cell. */
    record Cell(Fault fault, Family family, String code, int asked, Duration took, String said) {
        String text() {
            return "%s ×%d".formatted(code, asked);
        }
    }

    /** @param args the file that the table goes to, and a folder for files */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[1]);
        List<Cell> cells = new ArrayList<>();
        for (Fault fault : Fault.values()) {
            for (Family family : Family.values()) {
                if (fault.befalls(family)) {
                    cells.add(run(fault, family, Files.createTempDirectory(folder, "cell")));
                }
            }
        }
        Files.writeString(Path.of(args[0]), table(cells));
        Cell slowest =
                cells.stream().max((a, b) -> a.took().compareTo(b.took())).orElseThrow();
        System.err.printf(
                "%d cells, slowest %s at %s: %d ms%n",
                cells.size(), slowest.fault(), slowest.family(), slowest.took().toMillis());
        System.exit(cells.stream().allMatch(FaultMatrix::isSound) ? 0 : 1);
    }

    private static boolean isSound(Cell cell) {
        boolean sound = !cell.code().equals("artifact")
                && !cell.code().startsWith("!")
                && cell.took().compareTo(deadline(cell.fault()).plus(GRACE)) <= 0
                && cell.asked() <= (cell.family().hasJobs() && cell.family() != Family.DIFFUSERS ? 1 : 2)
                && !cell.said().contains(Bench.CANARY)
                && cell.said().contains("\nMaybe ");
        if (!sound) {
            System.err.println("not sound: " + cell);
        }
        return sound;
    }

    private static Cell run(Fault fault, Family family, Path folder) throws IOException {
        try (Bench bench = new Bench()) {
            family.imitate(bench.server);
            fault.inject(family, bench.server);
            String base = fault == Fault.REFUSED ? ScriptedLlm.nowhere().replace("/v1", "") : bench.server.baseUrl();
            RemoteBody body = bench.painter(
                    family,
                    e -> new dev.polyphony.tools.remote.http.Endpoint(
                            e.name(),
                            e.kind(),
                            URI.create(base),
                            e.auth(),
                            deadline(fault),
                            e.pollInterval(),
                            MOST_BYTES,
                            e.resultHosts()));
            FakeCall call = Bench.call(folder);
            long begun = System.nanoTime();
            Throwable thrown = null;
            try {
                body.run(call);
            } catch (Throwable e) {
                thrown = e;
            }
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            return new Cell(
                    fault,
                    family,
                    code(thrown),
                    bench.server.asked(family.submit).size(),
                    took,
                    said(thrown) + call.reported());
        }
    }

    private static Duration deadline(Fault fault) {
        return switch (fault) {
            case ENDLESS, HUGE, HEADERS, BOMB -> FLOOD_DEADLINE;
            default -> DEADLINE;
        };
    }

    private static String code(@Nullable Throwable thrown) {
        if (thrown == null) {
            return "artifact";
        }
        return thrown instanceof PolyphonyException known ? known.code() : "!" + thrown;
    }

    /** Returns all that an error says, its causes included. */
    private static String said(@Nullable Throwable thrown) {
        StringBuilder all = new StringBuilder();
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            all.append(t).append('\n');
        }
        return all.toString();
    }

    private static String table(List<Cell> cells) {
        StringBuilder table = new StringBuilder("| fault | ");
        table.append(Arrays.stream(Family.values()).map(f -> f.kind).collect(Collectors.joining(" | ")))
                .append(" |\n|---|");
        table.append("---|".repeat(Family.values().length)).append('\n');
        for (Fault fault : Fault.values()) {
            table.append("| ").append(fault.title()).append(" |");
            for (Family family : Family.values()) {
                String text = cells.stream()
                        .filter(c -> c.fault() == fault && c.family() == family)
                        .map(Cell::text)
                        .findFirst()
                        .orElse("–");
                table.append(' ').append(text).append(" |");
            }
            table.append('\n');
        }
        return table.toString();
    }
}
