package dev.polyphony.bench.engine;

import static dev.polyphony.agent.Modality.TEXT;

import dev.polyphony.agent.Binding;
import dev.polyphony.agent.BindingSelector;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.JournalEntry;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.ProviderUnavailableException;
import dev.polyphony.agent.Request;
import dev.polyphony.agent.Run;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.ToolBody;
import dev.polyphony.agent.Value;
import dev.polyphony.agent.engine.ThompsonSelector;
import dev.polyphony.planners.llm.LlmSelector;
import dev.polyphony.planners.llm.LlmSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What each way to choose among the bindings of a tool brings. */
final class SelectorPart implements Part {
    private static final String DEFAULT = "polyphony";
    private static final Duration LLM = Duration.ofMillis(200);
    private static final String SCENARIO = "three bindings";

    /** Milliseconds and share of successes of each binding, before and after the middle of the run. */
    private record Behaviour(long before, double successBefore, long after, double successAfter) {}

    private static final Map<String, Behaviour> BINDINGS = bindings();

    private static Map<String, Behaviour> bindings() {
        Map<String, Behaviour> all = new LinkedHashMap<>();
        all.put("steady", new Behaviour(40, 1, 40, 1));
        all.put("fast then slow", new Behaviour(10, 0.97, 80, 0.7));
        all.put("slow then fast", new Behaviour(60, 0.9, 15, 0.99));
        return all;
    }

    @Override
    public String name() {
        return "selectors";
    }

    @Override
    public String about() {
        return "One tool with three bindings, asked one request after the other by four clients. One binding is steady (40 ms, never fails);"
                + " one begins as the best (10 ms, 97 % succeed) and becomes the worst in the middle of the run (80 ms, 70 %);"
                + " one begins as the worst (60 ms, 90 %) and becomes the best (15 ms, 99 %). Retries and the circuit breaker are on,"
                + " so that a bad choice costs time rather than the request. *polyphony* is Thompson sampling in 5 % of the choices,"
                + " as the engine has it when nothing is set. *polyphony-llm* asks the scripted model before each task, as HuggingGPT does; it answers"
                + " after 200 ms and reads the record of each binding, which it is told, without fault: no real model can choose better"
                + " by it. *Regret* is the mean time beyond that of the best binding at that moment.";
    }

    @Override
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>(Column.latencies());
        columns.add(new Column("mean, ms", "mean_ms", 1));
        columns.add(new Column("regret, ms", "regret_ms", 1));
        columns.add(new Column("calls", "tool_calls", 3));
        columns.add(new Column("LLM calls", "llm_calls", 3));
        columns.add(new Column("tokens", "tokens", 0));
        columns.add(new Column("errors", "errors", 0));
        return columns;
    }

    @Override
    public List<Row> run(Rig rig) throws Exception {
        Map<String, BindingSelector> selectors = new LinkedHashMap<>();
        selectors.put(DEFAULT, new ThompsonSelector(1, 0.05));
        selectors.put("polyphony-thompson-always", new ThompsonSelector(1, 1));
        selectors.put("polyphony-best-mean", new ThompsonSelector(1, 0));
        selectors.put(
                "polyphony-as-declared",
                tool -> tool.bindings().stream()
                        .map(binding -> new BindingSelector.Choice(binding, "as declared"))
                        .toList());
        selectors.put("polyphony-random", random(new Random(1)));
        LlmSettings llm = LlmSettings.of(rig.model().url(), "scripted", null, Duration.ofSeconds(60));
        selectors.put("polyphony-llm", LlmSelector.of(llm, new ThompsonSelector(1, 0.05)));
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<String, BindingSelector> one : selectors.entrySet()) {
            rig.say("  %s", one.getKey());
            rows.add(run(rig, one.getKey(), one.getValue()));
        }
        return rows;
    }

    private static BindingSelector random(Random random) {
        return tool -> {
            List<BindingSelector.Choice> choices = new ArrayList<>();
            tool.bindings().forEach(binding -> choices.add(new BindingSelector.Choice(binding, "by chance")));
            synchronized (random) {
                Collections.shuffle(choices, random);
            }
            return choices;
        };
    }

    private static Row run(Rig rig, String system, BindingSelector selector) throws Exception {
        int requests = rig.rounds(150, 1_000);
        World world = new World(requests);
        AtomicLong tokens = new AtomicLong();
        String words = "Work. " + Marker.of("S1", LLM, Duration.ZERO) + " Number ";
        rig.model().takeCalls();
        try (EngineHome home =
                new EngineHome(rig.scratch(), false, List.of(world.tool()), builder -> builder.selector(selector))) {
            Draft plan = Draft.of(List.of(Task.of("t1", "text.work", Map.of("text", new Input.Literal("a text")))));
            Samples samples = Crowd.ask(
                    4,
                    requests,
                    n -> {
                        world.asked.set(n);
                        Run run = home.engine().start(Request.of(words + n, List.of()), plan);
                        run.answer();
                        tokens.addAndGet(tokens(run));
                    },
                    fault -> {});
            samples.used(0, rig.model().takeCalls(), world.calls.get());
            double mean = samples.mean();
            return samples.row(system, SCENARIO, 4)
                    .with("mean_ms", mean)
                    .with("regret_ms", mean - (10 + 15) / 2.0)
                    .with("tokens", (double) tokens.get() / requests);
        }
    }

    /** Returns what language models read and wrote for a run that has ended, as its events tell. */
    private static long tokens(Run run) {
        return run.events(0).poll(1_000).stream()
                .map(JournalEntry::event)
                .filter(RunEvent.Usage.class::isInstance)
                .map(RunEvent.Usage.class::cast)
                .mapToLong(usage -> orZero(usage.tokensIn()) + orZero(usage.tokensOut()))
                .sum();
    }

    private static long orZero(@Nullable Long count) {
        return count == null ? 0 : count;
    }

    /** The bindings, which change in the middle of the run. */
    private static final class World {
        private final int requests;
        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicLong calls = new AtomicLong();

        World(int requests) {
            this.requests = requests;
        }

        Tool tool() {
            List<Binding> all = new ArrayList<>();
            long seed = 1;
            for (Map.Entry<String, Behaviour> one : BINDINGS.entrySet()) {
                all.add(new Binding(one.getKey(), true, null, body(one.getValue(), new Random(seed++))));
            }
            Tool declared =
                    Tool.named("text.work").does("Works.").takes("text", TEXT).gives(TEXT, call -> "");
            return new Tool(declared.signature(), declared.traits(), all);
        }

        private ToolBody body(Behaviour behaviour, Random random) {
            return call -> {
                long n = calls.incrementAndGet();
                boolean early = asked.get() < requests / 2;
                Thread.sleep(early ? behaviour.before() : behaviour.after());
                boolean works;
                synchronized (random) {
                    works = random.nextDouble() < (early ? behaviour.successBefore() : behaviour.successAfter());
                }
                if (!works) {
                    throw new ProviderUnavailableException("the endpoint failed");
                }
                return Outputs.of("text", new Value.Text("part " + n));
            };
        }
    }

    @Override
    public List<Bar> bars(List<Row> rows) {
        return List.of();
    }
}
