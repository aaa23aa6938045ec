package dev.polyphony.bench.engine;

import dev.polyphony.Polyphony;
import dev.polyphony.agent.Embedder;
import dev.polyphony.agent.JournalEntry;
import dev.polyphony.agent.PlanLimits;
import dev.polyphony.agent.Request;
import dev.polyphony.agent.Run;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.engine.EngineLimits;
import dev.polyphony.planners.llm.LlmSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Polyphony as a program in plain Java has it: the planner and the answers of a model, a journal and a store on disk. */
final class PolyphonyContender implements Contender {
    private static final int EVENTS = 10_000;

    private final BenchTools tools = new BenchTools();
    private final Path home;
    private final Polyphony agent;

    PolyphonyContender(String baseUrl, Path parent) throws IOException {
        home = Files.createTempDirectory(parent, "polyphony-");
        agent = Polyphony.builder()
                .home(home)
                .llm(LlmSettings.of(baseUrl, "scripted", null, Duration.ofSeconds(60)))
                .embedder(new AllAlike())
                .limits(deepPlans())
                .tools(tools.all().toArray(Tool[]::new))
                .build();
    }

    /** Returns the usual limits, but for the depth: random graphs may go deeper than plans of people do. */
    private static EngineLimits deepPlans() {
        EngineLimits usual = EngineLimits.DEFAULT;
        PlanLimits plan = usual.plan();
        return new EngineLimits(
                usual.textChars(),
                usual.attachments(),
                usual.artifactBytes(),
                new PlanLimits(plan.tasks(), plan.tasks(), plan.items(), plan.literalChars()),
                usual.run(),
                usual.retries(),
                usual.history());
    }

    @Override
    public String name() {
        return "polyphony";
    }

    @Override
    public boolean serves(String scenarioId) {
        return true;
    }

    @Override
    public void serve(Scenario scenario, String words) throws Exception {
        Run run = agent.start(Request.of(words, List.of()));
        MockModel.checkAnswer(run.answer().text());
        checkPlanner(run);
    }

    /** @throws IllegalStateException if the fallback planned: then this is no measurement */
    private static void checkPlanner(Run run) {
        for (JournalEntry entry : run.events(0).poll(EVENTS)) {
            if (entry.event() instanceof RunEvent.PlanProposed plan
                    && !plan.planner().equals("llm")) {
                throw new IllegalStateException("the language model's plan was not taken: " + plan.findings());
            }
        }
    }

    @Override
    public long toolCalls() {
        return tools.calls();
    }

    @Override
    public void close() {
        agent.close();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            System.err.println("could not delete " + home + ": " + e.getMessage());
        }
    }

    /** Finds all texts alike, in no time: a request in words that were embedded before takes no longer. */
    private static final class AllAlike implements Embedder {
        @Override
        public String name() {
            return "all alike";
        }

        @Override
        public List<float[]> embed(List<String> texts) {
            return texts.stream().map(text -> new float[] {1}).toList();
        }
    }
}
