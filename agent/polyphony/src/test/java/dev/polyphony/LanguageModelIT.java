package dev.polyphony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.polyphony.agent.RunEvent;
import dev.polyphony.planners.llm.LlmSettings;
import dev.polyphony.testkit.ChatAsk;
import dev.polyphony.testkit.Reply;
import dev.polyphony.testkit.ScriptedLlm;
import dev.polyphony.tools.local.LocalTools;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A language model that plans and answers, and every way in which it can fail to: the request is answered all the same. */
@Timeout(180)
class LanguageModelIT {
    private static final String TEXT =
            "The tower is old. It stands by the sea. Many people visit it. It was built of stone.";
    private static final String PLAN = """
            {"tasks": [{"id": "t1", "tool": "%s", "inputs": [{"name": "text", "value": {"artifact": "a1"}}%s]}], "deliverables": [], "answer": null}""";

    @TempDir
    Path home;

    private final ScriptedLlm llm = ScriptedLlm.start();

    @AfterEach
    void stop() {
        llm.close();
    }

    private Asked ask(String baseUrl) {
        LlmSettings settings = LlmSettings.of(baseUrl, "scripted", "secret-key", Duration.ofSeconds(2));
        try (Polyphony agent = Polyphony.builder()
                .home(home)
                .tools(LocalTools.available())
                .llm(settings)
                .build()) {
            return Asked.of(agent, "Summarise this text", List.of(Samples.text(TEXT)));
        }
    }

    private static String planner(Asked asked) {
        return asked.events().stream()
                .filter(RunEvent.PlanProposed.class::isInstance)
                .map(event -> ((RunEvent.PlanProposed) event).planner())
                .findFirst()
                .orElse("none");
    }

    @Test
    void plansAndWritesTheAnswer() {
        llm.next(Reply.text(PLAN.formatted("text.summarize", "")), Reply.text("In short: an old tower by the sea."));
        Asked asked = ask(llm.baseUrl());
        assertThat(asked.tools()).as(asked.answer()).containsExactly("text.summarize");
        assertThat(planner(asked)).isEqualTo("llm");
        assertThat(asked.answer()).isEqualTo("In short: an old tower by the sea.");
        assertThat(llm.counts().completed()).isEqualTo(2);
    }

    static Stream<Arguments> faults() {
        String cycle = """
                {"tasks": [{"id": "t1", "tool": "text.summarize", "inputs": [{"name": "text", "value": {"task": "t2", "port": "text"}}]},
                 {"id": "t2", "tool": "text.summarize", "inputs": [{"name": "text", "value": {"task": "t1", "port": "text"}}]}], "deliverables": [], "answer": null}""";
        return Stream.of(
                arguments("slow", Reply.never()),
                arguments("prose", Reply.text("I would summarise it, I think.")),
                arguments("HTML", Reply.html()),
                arguments("half a JSON", Reply.text("{\"tasks\": [{\"id\": \"t1\", \"tool\": \"text.su")),
                arguments("an unknown tool", Reply.text(PLAN.formatted("text.shrink", ""))),
                arguments("a cycle", Reply.text(cycle)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void answersAllTheSameWhenTheModelIsAtFault(String fault, Reply reply) {
        llm.when(ChatAsk::wantsSchema).reply(reply);
        llm.otherwise(Reply.text("In short: an old tower by the sea."));
        Asked asked = ask(llm.baseUrl());
        assertThat(planner(asked)).isEqualTo("search");
        assertThat(asked.tools()).containsExactly("text.summarize");
        assertThat(asked.answer()).contains("tower");
        assertThat(asked.events().toString()).doesNotContain("secret-key");
    }

    @Test
    void answersAllTheSameWhenNobodyListens() {
        Asked asked = ask(ScriptedLlm.nowhere());
        assertThat(planner(asked)).isEqualTo("search");
        assertThat(asked.answer()).contains("tower");
        assertThat(asked.events().toString()).contains("\"llm\" gave no plan");
    }
}
