package dev.polyphony.bench.engine;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What all parts of the benchmark share: the mock model, the systems, and how much time there is. Close it once. */
final class Rig implements AutoCloseable {
    private final Path scratch;
    private final ChildJvm model;
    private final List<Contender> contenders;
    private final PrintWriter progress;
    private final boolean quick;

    /**
     * Starts the mock and all systems.
     *
     * @param quick true for fewer rounds
     * @param jarvis a checkout of JARVIS; null to leave it out
     * @param python what JARVIS is run with
     * @param progress gets a line for each thing that is being done
     */
    Rig(boolean quick, @Nullable Path jarvis, String python, PrintWriter progress)
            throws IOException, InterruptedException {
        this.quick = quick;
        this.progress = progress;
        scratch = Files.createTempDirectory("polyphony-bench-");
        model = ChildJvm.mock(MockModel.class);
        contenders = new ArrayList<>(List.of(
                new PolyphonyContender(model.url(), scratch),
                AiServicesContender.sequential(model.url()),
                AiServicesContender.concurrent(model.url()),
                new AgenticContender(model.url())));
        if (jarvis != null) {
            contenders.add(new JarvisContender(jarvis, python, model.url(), scratch));
        }
    }

    boolean quick() {
        return quick;
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
        return quick ? quickly : fully;
    }

    /** Says what is being done. */
    void say(String form, Object... values) {
        progress.printf(form + "%n", values);
        progress.flush();
    }

    /** Asks all systems that serve it for a scenario, in turn; see {@link SideBySide#run}. */
    List<Row> sideBySide(String id, Duration llm, Duration tool, int rounds, Duration most)
            throws IOException, InterruptedException {
        say("  %s at %d / %d ms", id, llm.toMillis(), tool.toMillis());
        return new SideBySide(contenders, model, this::say).run(id, llm, tool, rounds, most);
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
