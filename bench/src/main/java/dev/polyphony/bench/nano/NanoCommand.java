package dev.polyphony.bench.nano;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.polyphony.tools.anytoany.AnyToAnyModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the nano any-to-any model. */
@Command(
        name = "nano",
        description = "Measures the nano any-to-any model, with judges that share nothing with its nets.",
        mixinStandardHelpOptions = true)
public final class NanoCommand implements Callable<Integer> {
    private static final Map<String, Consumer<Evaluation>> PARTS = new LinkedHashMap<>();

    static {
        PARTS.put("captions", Evaluation::captions);
        PARTS.put("routing", Evaluation::routing);
        PARTS.put("images", Evaluation::images);
        PARTS.put("films", Evaluation::films);
        PARTS.put("sounds", Evaluation::sounds);
        PARTS.put("short", Evaluation::shortRequests);
        PARTS.put("follow-ups", Evaluation::followUps);
        PARTS.put("latency", Evaluation::latency);
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // set before it is called
    private CommandSpec spec;

    @Option(names = "--samples", description = "Cases of each measure, at most 500 (default: ${DEFAULT-VALUE}).")
    private int samples = 500;

    @Option(names = "--seed", description = "Seed of all that is drawn and made (default: ${DEFAULT-VALUE}).")
    private long seed = 7;

    @Option(names = "--threads", description = "Answers at the same time (default: ${DEFAULT-VALUE}).")
    private int threads = 2;

    @Option(
            names = "--only",
            paramLabel = "PART",
            split = ",",
            description = "Measures these alone: captions, routing, images, films, sounds, short, follow-ups, latency.")
    private List<String> only = List.of();

    @Option(names = "--model", paramLabel = "DIR", description = "A model's folder, in place of the shipped one.")
    private @Nullable Path model;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the rows to this file.")
    private @Nullable Path json;

    @Option(
            names = "--docs",
            paramLabel = "FILE",
            description = "Writes the table into this document, between the marks that it has for it.")
    private @Nullable Path docs;

    @Option(
            names = "--pictures",
            paramLabel = "DIR",
            description = "Writes sheets of pictures, film strips and spectrograms into this folder.")
    private @Nullable Path pictures;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        for (String part : only) {
            if (!PARTS.containsKey(part)) {
                err.println(
                        "polyphony: \"%s\" is no part of %s.\nMaybe leave --only out.".formatted(part, PARTS.keySet()));
                return 2;
            }
        }
        AnyToAnyModel measured = model == null ? AnyToAnyModel.shipped().orElse(null) : AnyToAnyModel.in(model);
        if (measured == null) {
            err.println(
                    "polyphony: no any-to-any model is shipped with this build.\nMaybe name a folder with --model.");
            return 1;
        }
        List<Measure> rows = new ArrayList<>();
        try (measured) {
            measure(measured, row -> {
                rows.add(row);
                err.println(row.row());
                err.flush();
            });
            Report report = new Report(measured.spec(), samples, seed, threads, rows);
            out.println(report.table());
            if (json != null) {
                Files.writeString(json, report.json());
            }
            if (docs != null) {
                report.writeInto(docs);
            }
        }
        return 0;
    }

    private void measure(AnyToAnyModel measured, Consumer<Measure> rows) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("bench-nano-");
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            Evaluation evaluation =
                    new Evaluation(new Asker(measured.pipeline(), folder, seed), Case.read(samples), pictures, rows);
            for (Map.Entry<String, Consumer<Evaluation>> part : PARTS.entrySet()) {
                if (only.isEmpty() || only.contains(part.getKey())) {
                    pool.submit(() -> part.getValue().accept(evaluation)).get();
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a part broke", e.getCause());
        } finally {
            pool.shutdownNow();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /**
     * The rows as a table and as JSON.
     *
     * @param spec of the model
     */
    private record Report(
            dev.polyphony.tools.anytoany.bundle.ModelSpec spec,
            int samples,
            long seed,
            int threads,
            List<Measure> rows) {
        private static final String BEGIN = "<!-- nano:begin -->";
        private static final String END = "<!-- nano:end -->";

        String table() {
            StringBuilder table = new StringBuilder("| what | measured | bar | n | reached |\n|---|---|---|---|---|\n");
            rows.forEach(row -> table.append(row.row()).append('\n'));
            return table.append("\nModel %s %s, %d cases at most, seed %d, %d threads, Java %s."
                            .formatted(
                                    spec.name(),
                                    spec.version(),
                                    samples,
                                    seed,
                                    threads,
                                    Runtime.version().feature()))
                    .toString();
        }

        String json() throws IOException {
            ObjectMapper mapper = new ObjectMapper();
            ObjectNode root = mapper.createObjectNode();
            root.put("model", spec.name()).put("version", spec.version());
            root.put("samples", samples).put("seed", seed).put("threads", threads);
            ArrayNode all = root.putArray("rows");
            for (Measure row : rows) {
                ObjectNode node = all.addObject();
                node.put("what", row.what()).put("value", row.value()).put("n", row.n());
                if (!row.unit().isEmpty()) {
                    node.put("unit", row.unit());
                }
                if (row.bar() != null) {
                    node.put(row.least() ? "least" : "most", row.bar());
                }
                Boolean passes = row.passes();
                if (passes != null) {
                    node.put("passes", passes);
                }
                if (!row.details().isEmpty()) {
                    node.set("details", mapper.valueToTree(row.details()));
                }
            }
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        }

        void writeInto(Path document) throws IOException {
            String text = Files.readString(document);
            int begin = text.indexOf(BEGIN);
            int end = text.indexOf(END);
            if (begin < 0 || end < begin) {
                throw new IllegalArgumentException(
                        "%s has no lines %s and %s.\nMaybe it is another document.".formatted(document, BEGIN, END));
            }
            Files.writeString(
                    document, text.substring(0, begin + BEGIN.length()) + "\n" + table() + "\n" + text.substring(end));
        }
    }
}
