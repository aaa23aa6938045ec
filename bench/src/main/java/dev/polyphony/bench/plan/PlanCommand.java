package dev.polyphony.bench.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.polyphony.agent.Planner;
import dev.polyphony.agent.PolyphonyException;
import dev.polyphony.planners.llm.LlmPlanner;
import dev.polyphony.planners.llm.LlmSettings;
import dev.polyphony.planners.llm.Shortlist;
import dev.polyphony.planners.llm.Tape;
import dev.polyphony.planners.search.SearchPlanner;
import dev.polyphony.planners.search.SearchRepair;
import dev.polyphony.prompts.Profile;
import dev.polyphony.tools.local.MiniLmEmbedder;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench plan}: plans the requests of a data set, writes the plans, and says how good they are. */
@Command(
        name = "plan",
        description = "Plans every request of a data set over its catalogue, writes TaskBench-format predictions, and"
                + " with gold plans says how good they are. Tools are planned, never called.",
        mixinStandardHelpOptions = true)
public final class PlanCommand implements Callable<Integer> {
    private static final int WARM_UP = 20;
    private static final Duration LLM_TIMEOUT = Duration.ofSeconds(120);

    /** Which planner is measured. */
    public enum Which {
        /** By embedding and typed search. */
        search,
        /** By a language model. */
        llm
    }

    @Option(names = "--tools", required = true, paramLabel = "FILE", description = "The catalogue: tool_desc.json.")
    private Path tools = Path.of("");

    @Option(names = "--graph", paramLabel = "FILE", description = "The tool graph: graph_desc.json.")
    private @Nullable Path graph;

    @Option(
            names = "--requests",
            paramLabel = "FILE",
            description = "Requests: one object with id and user_request a line.")
    private @Nullable Path requests;

    @Option(
            names = "--planner",
            defaultValue = "search",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    private Which planner = Which.search;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "Where predictions are written; read, not written, without --requests.")
    private Path out = Path.of("");

    @Option(
            names = "--gold",
            paramLabel = "FILE",
            description = "Right plans: data.json; or labels: ControlLLM's tool100.json.")
    private @Nullable Path gold;

    @Option(
            names = "--against",
            paramLabel = "FILE",
            description = "Predictions of another planner on the same requests, to be compared.")
    private @Nullable Path against;

    @Option(
            names = "--most",
            defaultValue = "2147483647",
            paramLabel = "N",
            description = "Takes so many requests at most, evenly.")
    private int most = Integer.MAX_VALUE;

    @Option(
            names = "--slowest",
            defaultValue = "0",
            paramLabel = "N",
            description = "Prints the N plans that took longest.")
    private int slowest;

    @Option(
            names = "--index",
            defaultValue = "0",
            paramLabel = "N",
            description = "Times the index of N tools, made of those of the catalogue: one, then two joined to one.")
    private int index;

    @Option(names = "--confusion", description = "Prints where plans differ from gold: steps, tools, edges.")
    private boolean confusion;

    @Option(names = "--llm-url", paramLabel = "URL", description = "Where the API of the language model begins.")
    private @Nullable String llmUrl;

    @Option(
            names = "--llm-model",
            paramLabel = "NAME",
            description = "The language model; its key is read from POLYPHONY_LLM_API_KEY.")
    private @Nullable String llmModel;

    @Option(
            names = "--llm-file",
            paramLabel = "FILE",
            description = "A language model that runs in this process: its weights as GGUF.")
    private @Nullable Path llmFile;

    @Option(
            names = "--llm-profile",
            paramLabel = "NAME",
            description = "How much the language model is told: standard, or short for small ones.")
    private @Nullable String llmProfile;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "Adds every call of the language model to this file, without keys.")
    private @Nullable Path record;

    @Option(
            names = "--replay",
            paramLabel = "FILE",
            description = "Answers calls of the language model from this file; one that is not in it ends the run.")
    private @Nullable Path replay;

    @Option(
            names = "--shortlist",
            paramLabel = "K",
            description =
                    "Tells the language model of the K likest tools alone; with gold plans says how many tools of them"
                            + " are among these, whatever the planner.")
    private int shortlist;

    @Spec
    private @Nullable CommandSpec spec;

    /** Made by the command line. */
    public PlanCommand() {}

    @Override
    public Integer call() throws IOException {
        try {
            return measure();
        } catch (IllegalArgumentException | UncheckedIOException | PolyphonyException e) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private int measure() throws IOException {
        PrintWriter print = spec == null
                ? new PrintWriter(System.out, true)
                : spec.commandLine().getOut();
        Catalogue catalogue = Catalogue.read(tools, graph);
        Report report = new Report(catalogue, print);
        print.printf("%s, %d tools, %s%n", tools, catalogue.ids().size(), catalogue.form());
        if (index > 0) {
            print.printf("index of %d tools   %d ms%n", index, indexed(Grown.of(catalogue, index)));
        }
        if (requests != null) {
            List<Planned> all = plan(catalogue, print);
            report.running(all);
            if (slowest > 0) {
                report.slowest(all, slowest);
            }
        }
        Map<String, JsonNode> predictions = read(out);
        if (gold != null && Domains.isIn(gold)) {
            Domains.Recall recall = Domains.read(gold, tools).recall(predictions);
            print.printf(
                    Locale.ROOT,
                    "domain recall      %.1f %% (%d of %d labelled sub-tasks)%n",
                    100 * Tallied.share(recall.found(), recall.wanted()),
                    recall.found(),
                    recall.wanted());
        } else if (gold != null) {
            Map<String, Gold> golds = Gold.read(gold);
            if (requests != null) {
                golds.keySet().retainAll(predictions.keySet());
            }
            List<Tallied> mine = report.against(golds, predictions);
            if (confusion) {
                report.confusion(golds, predictions, words(catalogue));
            }
            if (shortlist > 0 && requests != null) {
                print.printf("shortlist of %d   recall %.1f %% of gold tools%n", shortlist, recall(catalogue, golds));
            }
            if (against != null) {
                print.printf("-- the other predictions: %s%n", against);
                report.compared(mine, report.against(golds, read(against)));
            }
        }
        print.flush();
        return 0;
    }

    private List<Planned> plan(Catalogue catalogue, PrintWriter print) throws IOException {
        TimedEmbedder embedder = new TimedEmbedder(new MiniLmEmbedder());
        Planner made = planner(catalogue, embedder);
        if (made instanceof SearchPlanner search) {
            long before = System.nanoTime();
            search.prepare(catalogue.toolbox());
            print.printf("models and index   %d ms%n", (System.nanoTime() - before) / 1_000_000);
        }
        PlanRunner runner = new PlanRunner(made, embedder, new SearchRepair(), catalogue);
        List<Sample> samples = evenly(Samples.read(Objects.requireNonNull(requests), catalogue));
        long start = System.nanoTime();
        runner.plan(samples.get(0));
        print.printf("first plan         %d ms%n", (System.nanoTime() - start) / 1_000_000);
        if (planner == Which.search) {
            samples.stream().limit(WARM_UP).forEach(runner::plan);
        }
        Predictions form = new Predictions(catalogue);
        List<Planned> all = new ArrayList<>();
        if (out.toAbsolutePath().getParent() != null) {
            Files.createDirectories(out.toAbsolutePath().getParent());
        }
        try (BufferedWriter writer = Files.newBufferedWriter(out)) {
            for (Sample sample : samples) {
                Planned planned = runner.plan(sample);
                all.add(planned);
                writer.write(form.write(sample, planned.draft()).toString());
                writer.newLine();
            }
        }
        return all;
    }

    /** Returns how long it takes to index tools, in milliseconds; the models are loaded before. */
    private static long indexed(Catalogue catalogue) {
        MiniLmEmbedder embedder = new MiniLmEmbedder();
        embedder.embed("loads the model");
        SearchPlanner planner = SearchPlanner.of(embedder).guidedBy(catalogue.toolGraph());
        long start = System.nanoTime();
        planner.prepare(catalogue.toolbox());
        return (System.nanoTime() - start) / 1_000_000;
    }

    private List<Sample> evenly(List<Sample> all) {
        int stride = Math.max(1, (all.size() + most - 1) / most);
        List<Sample> some = new ArrayList<>();
        for (int i = 0; i < all.size(); i += stride) {
            some.add(all.get(i));
        }
        return some;
    }

    private Planner planner(Catalogue catalogue, TimedEmbedder embedder) {
        if (planner == Which.search) {
            return SearchPlanner.of(embedder).guidedBy(catalogue.toolGraph());
        }
        MiniLmEmbedder words = new MiniLmEmbedder();
        LlmPlanner planner = LlmPlanner.of(llm()).with(words);
        return shortlist > 0 ? planner.with(new Shortlist(words, shortlist)) : planner;
    }

    private LlmSettings llm() {
        LlmSettings settings;
        if (llmFile != null) {
            settings = LlmSettings.inProcess(llmFile, LLM_TIMEOUT);
        } else if (llmUrl != null && llmModel != null) {
            settings = LlmSettings.of(llmUrl, llmModel, System.getenv("POLYPHONY_LLM_API_KEY"), LLM_TIMEOUT);
        } else {
            throw new IllegalArgumentException(
                    "--planner llm needs a language model.\nMaybe --llm-url http://localhost:11434/v1 --llm-model NAME, or --llm-file FILE; for --replay as it was recorded.");
        }
        if (record != null && replay != null) {
            throw new IllegalArgumentException("--record and --replay can't go together.\nMaybe leave one out.");
        }
        if (record != null) {
            settings = settings.withTape(Tape.recording(record));
        } else if (replay != null) {
            settings = settings.withTape(Tape.playing(replay));
        }
        return llmProfile == null ? settings : settings.withProfile(Profile.of(llmProfile));
    }

    /** Returns the requests by id; empty where none are named. */
    private Map<String, String> words(Catalogue catalogue) {
        return requests == null
                ? Map.of()
                : Samples.read(requests, catalogue).stream()
                        .collect(Collectors.toMap(Sample::id, Sample::request, (one, other) -> one));
    }

    /** Returns the share of the tools of gold plans that the shortlist holds, in percent. */
    private double recall(Catalogue catalogue, Map<String, Gold> golds) {
        Shortlist list = new Shortlist(new MiniLmEmbedder(), shortlist);
        int held = 0;
        int wanted = 0;
        for (Sample sample : evenly(Samples.read(Objects.requireNonNull(requests), catalogue))) {
            Gold right = golds.get(sample.id());
            if (right == null) {
                continue;
            }
            Set<String> listed = list.of(sample.request(), catalogue.toolbox(), List.of()).tools().stream()
                    .map(t -> catalogue.ids().getOrDefault(t.name(), t.name()))
                    .collect(Collectors.toSet());
            for (String tool : right.shapes().get(0).tools()) {
                wanted++;
                held += listed.contains(tool) ? 1 : 0;
            }
        }
        return 100.0 * held / Math.max(1, wanted);
    }

    static Map<String, JsonNode> read(Path predictions) {
        Map<String, JsonNode> byId = new LinkedHashMap<>();
        JsonFiles.readAll(predictions).forEach(p -> byId.put(p.path("id").asText(), p));
        return byId;
    }
}
