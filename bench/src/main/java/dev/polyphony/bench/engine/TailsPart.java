package dev.polyphony.bench.engine;

import dev.polyphony.agent.Request;
import dev.polyphony.agent.engine.AttemptPolicy;
import dev.polyphony.planners.llm.LlmFusion;
import dev.polyphony.planners.llm.LlmPlanner;
import dev.polyphony.planners.llm.LlmSettings;
import dev.polyphony.testkit.ScriptedLlm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one endpoint that is down, and another that now and then hangs, do to a request. */
final class TailsPart implements Part {
    private static final Duration LLM = Duration.ofMillis(200);
    private static final Duration TOOL = Duration.ofMillis(500);
    private static final double STUCK = 0.02;
    private static final String HEDGED = "polyphony";
    private static final String PLAIN = "polyphony-without-hedging";

    @Override
    public String name() {
        return "tails";
    }

    @Override
    public String about() {
        return "S2 at 200 / 500 ms with its three tasks done by one remote tool that three endpoints serve, over HTTP: one of them refuses"
                + " connections, and of the calls of the other two 2 % take 5 s. *Extra calls* are those beyond three a"
                + " request that reached an endpoint. The first 20 requests, from which the usual times are learnt, are not counted.";
    }

    @Override
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>(Column.latencies());
        columns.add(new Column("p99 / p50", "tail", 3));
        columns.add(new Column("success, %", "success", 1));
        columns.add(new Column("calls", "tool_calls", 3));
        columns.add(new Column("extra calls, %", "extra", 2));
        return columns;
    }

    @Override
    public List<Row> run(Rig rig) throws Exception {
        List<Row> rows = new ArrayList<>();
        try (ChildJvm endpoints = ChildJvm.mock(MockTools.class)) {
            for (String name : List.of("a", "b")) {
                endpoints.get(
                        "/set?name=%s&millis=%d&stuck=%s&stuckMillis=5000".formatted(name, TOOL.toMillis(), STUCK));
            }
            rows.add(run(rig, endpoints, HEDGED, AttemptPolicy.DEFAULT));
            rows.add(run(rig, endpoints, PLAIN, AttemptPolicy.DEFAULT.withoutHedging()));
        }
        return rows;
    }

    private static Row run(Rig rig, ChildJvm endpoints, String system, AttemptPolicy policy) throws Exception {
        rig.say("  %s", system);
        Map<String, String> urls = new LinkedHashMap<>();
        urls.put("down", ScriptedLlm.nowhere());
        urls.put("a", endpoints.url() + "a");
        urls.put("b", endpoints.url() + "b");
        LlmSettings llm = LlmSettings.of(rig.model().url(), "scripted", null, Duration.ofSeconds(60));
        String words = "Do it. " + Marker.of("S7", LLM, TOOL);
        try (RemoteChain remote = RemoteChain.of(urls);
                EngineHome home = new EngineHome(
                        rig.scratch(),
                        false,
                        List.of(remote.tool()),
                        builder -> builder.planner(LlmPlanner.of(llm))
                                .fusion(LlmFusion.of(llm))
                                .attempts(policy))) {
            Crowd.Ask ask = n -> MockModel.checkAnswer(
                    home.engine().start(Request.of(words, List.of())).answer().text());
            Crowd.ask(10, 20, ask, rig::say);
            endpoints.get("/count");
            int requests = rig.rounds(120, 600);
            Samples samples = Crowd.ask(30, requests, ask, rig::say);
            samples.used(0, 2L * requests, endpoints.get("/count").path("tool").asLong());
            Row row = samples.row(system, Scenarios.of("S7", LLM, TOOL), 30, TOOL);
            return row.with("tail", row.figure("p99_ms") / row.figure("p50_ms"))
                    .with("success", 100 * row.figure("n") / requests)
                    .with("extra", 100 * (row.figure("tool_calls") / 3 - 1));
        }
    }

    @Override
    public List<Bar> bars(List<Row> rows) {
        Row hedged = Row.find(rows, HEDGED, "S7");
        Row plain = Row.find(rows, PLAIN, "S7");
        return List.of(
                Bar.atLeast("requests that succeed", 100, hedged.figure("success"), " %"),
                Bar.atMost("p99 / p50", 1.3, hedged.figure("tail"), ""),
                Bar.atMost("extra calls", 5, hedged.figure("extra"), " %"),
                Bar.atMost(
                        "p99 with hedging / p99 without", 0.5, hedged.figure("p99_ms") / plain.figure("p99_ms"), ""));
    }
}
