package dev.polyphony.bench.engine;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What all parts of the benchmark share: the mock model, the systems, and how much time there is. Close it once. */
final class Rig implements AutoCloseable {
    private static final Duration QUICK = Duration.ofSeconds(290);

    private final long begun = System.nanoTime();
    private final Path scratch;
    private final ChildJvm model;
    private final List<Contender> contenders;
    private final PrintWriter progress;
    private final RigSettings settings;
    private boolean warm;

    /**
     * Starts the mock and all systems.
     *
     * @param progress gets a line for each thing that is being done
     */
    Rig(RigSettings settings, PrintWriter progress) throws IOException, InterruptedException {
        this.settings = settings;
        this.progress = progress;
        scratch = Files.createTempDirectory("polyphony-bench-");
        model = ChildJvm.mock(MockModel.class);
        List<Contender> all = new ArrayList<>(List.of(
                new PolyphonyContender(model.url(), scratch),
                new ServedContender(model.url(), scratch),
                AiServicesContender.sequential(model.url()),
                AiServicesContender.concurrent(model.url()),
                new AgenticContender(model.url())));
        Path jarvis = settings.jarvis();
        if (jarvis != null) {
            try {
                all.add(new JarvisContender(jarvis, settings.python(), model.url(), scratch, rounds(2, 20)));
            } catch (IOException e) {
                say("jarvis is left out: %s", e);
            }
        }
        all.stream().filter(one -> !settings.has(one.name())).forEach(Contender::close);
        contenders = all.stream().filter(one -> settings.has(one.name())).toList();
    }

    boolean quick() {
        return settings.quick();
    }

    RigSettings settings() {
        return settings;
    }

    List<Contender> contenders() {
        return contenders;
    }

    ChildJvm model() {
        return model;
    }

    /** Returns a folder for files; it is gone when this is closed. */
    Path scratch() {
        return scratch;
    }

    /** Returns the first number in a quick run, else the second. */
    int rounds(int quickly, int fully) {
        return quick() ? quickly : fully;
    }

    /** Returns how much time is left: of five minutes in a quick run, else more than enough. */
    Duration left() {
        return quick() ? QUICK.minusNanos(System.nanoTime() - begun) : Duration.ofDays(1);
    }

    /** Says what is being done. */
    void say(String form, Object... values) {
        progress.printf(form + "%n", values);
        progress.flush();
    }

    /** Asks all systems that serve it for a scenario, in turn; see {@link SideBySide#run}. */
    List<Row> sideBySide(String id, Duration llm, Duration tool, int rounds, Duration most)
            throws IOException, InterruptedException {
        return sideBySide(contenders, id, llm, tool, rounds, most);
    }

    /** Asks those of these systems that serve it for a scenario, in turn; see {@link SideBySide#run}. */
    List<Row> sideBySide(List<Contender> systems, String id, Duration llm, Duration tool, int rounds, Duration most)
            throws IOException, InterruptedException {
        say("  %s at %d / %d ms", id, llm.toMillis(), tool.toMillis());
        Duration longest = most.compareTo(left()) < 0 ? most : left();
        return new SideBySide(systems, model, this::say).run(id, llm, tool, rounds, longest);
    }

    /** Asks all systems for all shared scenarios at no latency, so that what follows finds them warm; once a rig. */
    void warmUp() throws IOException, InterruptedException {
        if (warm) {
            return;
        }
        warm = true;
        say("  warming up");
        for (String id : Scenarios.SHARED) {
            sideBySide(id, Duration.ZERO, Duration.ZERO, rounds(100, 800), Duration.ofSeconds(rounds(6, 40)));
        }
    }

    /** Returns how long ago this was begun. */
    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    @Override
    public void close() {
        contenders.forEach(Contender::close);
        model.close();
        try {
            Files.delete(scratch);
        } catch (IOException e) {
            say("could not delete %s: %s", scratch, e);
        }
    }
}
