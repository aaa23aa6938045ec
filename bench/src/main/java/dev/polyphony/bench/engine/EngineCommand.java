package dev.polyphony.bench.engine;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what the engine adds to the time that models and tools take. */
@Command(
        name = "engine",
        description = "Measures what the engine adds to the time of models and tools, which are mocks of set latency.",
        mixinStandardHelpOptions = true)
public final class EngineCommand implements Callable<Integer> {
    /** No part is begun with less time left than this. */
    private static final Duration LEAST = Duration.ofSeconds(45);

    @Spec
    @SuppressWarnings("NullAway.Init") // set before it is called
    private CommandSpec spec;

    @Option(names = "--quick", description = "Fewer rounds; ends within five minutes.")
    private boolean quick;

    @Option(
            names = "--only",
            paramLabel = "PART",
            split = ",",
            description =
                    "Measures these parts alone: overhead, path, stream, repeat, cancel, tails, hot, memory, load, selectors.")
    private List<String> only = List.of();

    @Option(
            names = "--systems",
            paramLabel = "SYSTEM",
            split = ",",
            description = "Only these take part: polyphony, aiservices, aiservices-concurrent,"
                    + " langchain4j-agentic, jarvis, polyphony-over-http.")
    private List<String> systems = List.of();

    @Option(
            names = "--jdk",
            paramLabel = "DIR",
            description =
                    "A JDK to measure on besides those that lie beside this one; load and memory want one with virtual"
                            + " threads and one without.")
    private List<Path> jdks = List.of();

    @Option(
            names = "--jarvis",
            paramLabel = "DIR",
            description = "A checkout of microsoft/JARVIS, whose awesome_chat.py takes part in path and overhead.")
    private @Nullable Path jarvis;

    @Option(
            names = "--python",
            paramLabel = "FILE",
            description =
                    "The Python that runs it (${DEFAULT-VALUE}), with flask, flask-cors, waitress, requests, pyyaml,"
                            + " pillow and pydub.")
    private String python = "python3";

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the rows to this file.")
    private @Nullable Path json;

    @Option(
            names = "--docs",
            paramLabel = "FILE",
            description = "Writes the tables into this document, between the marks that it has for them.")
    private @Nullable Path docs;

    /** Returns what this run was asked for, without the paths of this machine. */
    private String command() {
        StringBuilder command = new StringBuilder("./polyphony bench engine");
        command.append(quick ? " --quick" : "");
        command.append(only.isEmpty() ? "" : " --only " + String.join(",", only));
        command.append(systems.isEmpty() ? "" : " --systems " + String.join(",", systems));
        command.append(jarvis == null ? "" : " --jarvis DIR");
        command.append(docs == null ? "" : " --docs FILE");
        return command.toString();
    }

    private static List<Part> parts() {
        return List.of(
                new OverheadPart(),
                new CriticalPathPart(),
                new StreamPart(),
                new RepeatPart(),
                new CancelPart(),
                new TailsPart(),
                new HotPart(),
                new MemoryPart(),
                new LoadPart(),
                new SelectorPart());
    }

    /** Runs the benchmark; returns 0, or 1 if a request went wrong. */
    @Override
    public Integer call() throws Exception {
        String conditions = "Made by `%s`. %s Peers: %s.".formatted(command(), Machine.describe(), Machine.peers());
        PrintWriter out = spec.commandLine().getOut();
        Map<Part, List<Row>> results = new LinkedHashMap<>();
        try (Rig rig = new Rig(
                new RigSettings(quick, systems, jdks, jarvis, python),
                spec.commandLine().getErr())) {
            for (Part part : parts()) {
                if (!only.isEmpty() && !only.contains(part.name())) {
                    continue;
                }
                if (rig.left().compareTo(LEAST) < 0) {
                    rig.say("%s is left out: there is no time left for it", part.name());
                    continue;
                }
                rig.say("%s, after %d s", part.name(), rig.elapsed().toSeconds());
                results.put(part, part.run(rig));
            }
            rig.say("done after %d s", rig.elapsed().toSeconds());
        }
        String markdown = Report.markdown(conditions, results);
        out.print(markdown);
        out.flush();
        List<Row> rows = results.values().stream().flatMap(List::stream).toList();
        if (json != null) {
            Report.json(rows, json);
        }
        if (docs != null) {
            Report.docs(markdown, docs);
        }
        return rows.stream().noneMatch(row -> row.figure("errors") > 0) ? 0 : 1;
    }
}
