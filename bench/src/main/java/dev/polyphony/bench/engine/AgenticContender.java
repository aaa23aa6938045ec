package dev.polyphony.bench.engine;

import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.agentic.UntypedAgent;
import dev.langchain4j.model.chat.ChatModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * langchain4j-agentic: a sequence of parallel steps, written by hand for each scenario, so each step waits for the slowest of
 * the one before. The calls of the model for plan and answer are made around it, as it needs neither.
 */
final class AgenticContender implements Contender {
    private final Sleeping tools = new Sleeping();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final Map<Scenario, UntypedAgent> graphs = new ConcurrentHashMap<>();
    private final ChatModel model;

    AgenticContender(String baseUrl) {
        model = AiServicesContender.model(baseUrl);
    }

    private UntypedAgent graph(Scenario scenario) {
        List<Object> waves = new ArrayList<>();
        for (List<Step> level : scenario.levels()) {
            List<Object> steps = level.stream().map(this::agent).toList();
            waves.add(
                    steps.size() == 1
                            ? steps.get(0)
                            : AgenticServices.parallelBuilder()
                                    .subAgents(steps)
                                    .executor(executor)
                                    .build());
        }
        return AgenticServices.sequenceBuilder().subAgents(waves).build();
    }

    private Object agent(Step step) {
        return AgenticServices.agentAction(scope -> {
            for (String id : step.needs()) {
                if (!scope.hasState(id)) {
                    throw new IllegalStateException(step.id() + " began before " + id + " had ended");
                }
            }
            scope.writeState(step.id(), tools.work(step.takes().toMillis(), "a part"));
        });
    }

    @Override
    public String name() {
        return "langchain4j-agentic";
    }

    @Override
    public boolean serves(String scenarioId) {
        return !scenarioId.startsWith("S6");
    }

    @Override
    public void serve(Scenario scenario, String words) {
        UntypedAgent graph = graphs.computeIfAbsent(scenario, this::graph);
        MockModel.checkAnswer(model.chat(words));
        graph.invoke(Map.of("request", words));
        MockModel.checkAnswer(model.chat(words));
    }

    @Override
    public long toolCalls() {
        return tools.calls();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
