package dev.polyphony.bench.engine;

import dev.polyphony.agent.JournalEntry;
import dev.polyphony.agent.Request;
import dev.polyphony.agent.Run;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.planners.llm.LlmFusion;
import dev.polyphony.planners.llm.LlmPlanner;
import dev.polyphony.planners.llm.LlmSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What it brings to run tasks while their plan is being written. */
final class StreamPart implements Part {
    private static final Scenario CHAIN = Scenarios.of("S8", Duration.ZERO, Duration.ZERO);
    private static final String EARLY = "polyphony";
    private static final String LATE = "polyphony-without-early-dispatch";

    @Override
    public String name() {
        return "stream";
    }

    @Override
    public String about() {
        return "A plan of eight tasks in a row, which take about half of the time in which the model writes it, at %d tokens/s"
                        .formatted(MockModel.TOKENS_PER_SECOND)
                + " of up to four characters. *First start*: how much of the writing time had passed when the first tool"
                + " began. *Ideal*: each task begins when its last token has come and the task before it has ended.";
    }

    @Override
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>(Column.latencies());
        columns.add(new Column("first start, % of the writing", "first_start", 1));
        columns.add(new Column("ideal, ms", "ideal_ms", 0));
        columns.add(new Column("ratio", "ratio", 3));
        columns.add(new Column("errors", "errors", 0));
        return columns;
    }

    @Override
    public List<Row> run(Rig rig) throws Exception {
        List<Row> rows = new ArrayList<>();
        for (boolean early : new boolean[] {true, false}) {
            rig.say("  %s", early ? EARLY : LATE);
            rows.add(run(rig, early));
        }
        return rows;
    }

    private static Row run(Rig rig, boolean early) throws Exception {
        LlmSettings llm = LlmSettings.of(rig.model().url(), "scripted", null, Duration.ofSeconds(60));
        BenchTools tools = new BenchTools();
        int rounds = rig.rounds(2, 20);
        double[] starts = new double[rounds];
        try (EngineHome home = new EngineHome(
                rig.scratch(),
                false,
                tools.all(),
                builder -> builder.planner(LlmPlanner.of(llm))
                        .fusion(LlmFusion.of(llm))
                        .earlyDispatch(early))) {
            warmUp(home);
            String words = "Do it. " + Marker.of(CHAIN.id(), Duration.ZERO, Duration.ZERO);
            // of four at a time none disturbs the others: they mostly wait
            Samples samples = Crowd.ask(
                    Math.min(4, rounds),
                    rounds,
                    n -> {
                        Run run = home.engine().start(Request.of(words, List.of()));
                        MockModel.checkAnswer(run.answer().text());
                        starts[n] = firstStart(run);
                    },
                    rig::say);
            Arrays.sort(starts);
            double ideal = (early ? streamed() : writing() + CHAIN.path().toMillis() / 1e3) * 1e3;
            Row row = samples.row(early ? EARLY : LATE, CHAIN.id(), 1);
            return row.with("first_start", 100 * Samples.percentile(starts, 50))
                    .with("ideal_ms", ideal)
                    .with("ratio", row.figure("p50_ms") / ideal);
        }
    }

    private static void warmUp(EngineHome home) throws InterruptedException {
        String words = "Do it. " + Marker.of("S2", Duration.ZERO, Duration.ZERO);
        for (int n = 0; n < 50; n++) {
            home.engine().start(Request.of(words, List.of())).answer();
        }
    }

    /** Returns when the first task began, as a share of the time until the plan was whole. */
    private static double firstStart(Run run) {
        Instant begun = Instant.MAX;
        Instant first = Instant.MAX;
        Instant whole = Instant.MAX;
        for (JournalEntry entry : run.events(0).poll(Integer.MAX_VALUE)) {
            if (entry.event() instanceof RunEvent.RunCreated) {
                begun = entry.at();
            } else if (entry.event() instanceof RunEvent.TaskStarted
                    && entry.at().isBefore(first)) {
                first = entry.at();
            } else if (entry.event() instanceof RunEvent.PlanAccepted) {
                whole = entry.at();
            }
        }
        return (double) Duration.between(begun, first).toNanos()
                / Duration.between(begun, whole).toNanos();
    }

    /** Returns how long the model writes, in seconds. */
    static double writing() {
        return seconds(MockModel.plan(CHAIN).length());
    }

    /** Returns when all is done at the earliest, in seconds, if each task begins as soon as it is written and its input is there. */
    static double streamed() {
        String plan = MockModel.plan(CHAIN);
        double end = 0;
        for (int n = 0; n < CHAIN.steps().size(); n++) {
            Step step = CHAIN.steps().get(n);
            int next = n + 1 < CHAIN.steps().size()
                    ? plan.indexOf(
                            "{\"id\":\"%s\"".formatted(CHAIN.steps().get(n + 1).id()))
                    : plan.indexOf("],\"deliverables\"");
            end = Math.max(end, seconds(next)) + step.takes().toMillis() / 1e3;
        }
        return Math.max(end, writing());
    }

    private static double seconds(int characters) {
        return Math.ceil((double) characters / MockModel.TOKEN) / MockModel.TOKENS_PER_SECOND;
    }

    @Override
    public List<Bar> bars(List<Row> rows) {
        Row early = Row.find(rows, EARLY, CHAIN.id());
        Row late = Row.find(rows, LATE, CHAIN.id());
        return List.of(
                Bar.atMost("first tool starts, share of the plan's text", 25, early.figure("first_start"), " %"),
                Bar.atLeast(
                        "times faster than without early dispatch",
                        1.2,
                        late.figure("p50_ms") / early.figure("p50_ms"),
                        ""),
                Bar.atMost("median / streaming ideal", 1.03, early.figure("ratio"), ""));
    }
}
