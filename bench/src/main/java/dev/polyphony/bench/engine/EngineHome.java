package dev.polyphony.bench.engine;

import dev.polyphony.agent.Draft;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.Planner;
import dev.polyphony.agent.PlanningFailedException;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Toolbox;
import dev.polyphony.agent.codec.JsonValueCodec;
import dev.polyphony.agent.engine.Engine;
import dev.polyphony.agent.engine.EngineBuilder;
import dev.polyphony.agent.store.FileArtifactStore;
import dev.polyphony.agent.store.H2Journal;
import dev.polyphony.tools.media.MediaProbe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The engine as the product puts it together, with its journal and its store on disk in a folder of its own, but with
 * settings that a program cannot reach otherwise. Close it once; its folder is gone then.
 */
final class EngineHome implements AutoCloseable {
    private static final int RESULTS = 10_000;

    private final Path folder;
    private final H2Journal journal;
    private final Engine engine;

    /**
     * Opens one.
     *
     * @param parent where its folder is made
     * @param caching true if results of pure tools are remembered
     * @param settings changes what is set; without a planner of its own, only runs of given plans can be started
     */
    EngineHome(Path parent, boolean caching, List<Tool> tools, Consumer<EngineBuilder> settings) throws IOException {
        folder = Files.createTempDirectory(parent, "engine-");
        journal = H2Journal.open(folder.resolve("journal"));
        EngineBuilder builder = Engine.builder()
                .toolbox(Toolbox.of(tools, List.of()))
                .planner(new NoPlanner())
                .store(FileArtifactStore.open(folder.resolve("artifacts")))
                .journal(journal)
                .codec(new JsonValueCodec())
                .probe(MediaProbe.create());
        if (caching) {
            builder.cache(journal.results(RESULTS));
        }
        settings.accept(builder);
        engine = builder.build();
    }

    Engine engine() {
        return engine;
    }

    @Override
    public void close() {
        engine.close();
        journal.close();
        delete(folder);
    }

    /** Deletes a folder with all that is in it. */
    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not delete " + folder, e);
        }
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
