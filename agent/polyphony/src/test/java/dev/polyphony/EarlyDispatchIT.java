package dev.polyphony;

import static dev.polyphony.agent.Modality.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.Tool;
import dev.polyphony.planners.llm.LlmFusion;
import dev.polyphony.planners.llm.LlmPlanner;
import dev.polyphony.planners.llm.LlmSettings;
import dev.polyphony.testkit.ChatReply;
import dev.polyphony.testkit.Reply;
import dev.polyphony.testkit.ScriptedLlm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A plan of eight tasks in a row that a language model streams, and tools that start while it does. */
@Timeout(60)
class EarlyDispatchIT {
    private static final int TASKS = 8;
    private static final String PLAN = IntStream.rangeClosed(1, TASKS)
            .mapToObj(i ->
                    """
                    {"id": "t%d", "tool": "text.step", "inputs": [{"name": "text", "value": %s}]}""".formatted(i, i == 1 ? "\"begin\"" : "{\"task\": \"t" + (i - 1) + "\", \"port\": \"text\"}"))
            .collect(Collectors.joining(", ", "{\"tasks\": [", "], \"deliverables\": [], \"answer\": null}"));
    private static final int TOKENS = PLAN.length() / 4;

    @TempDir
    Path home;

    private final ScriptedLlm llm = ScriptedLlm.start();

    @AfterEach
    void stop() {
        llm.close();
    }

    private Asked ask(ChatReply plan, boolean early) {
        llm.next(plan).otherwise(Reply.text("Done."));
        LlmSettings settings = LlmSettings.of(llm.baseUrl(), "scripted", null, Duration.ofSeconds(30));
        Tool step = Tool.named("text.step")
                .does("Goes a step further.")
                .takes("text", TEXT)
                .gives(TEXT, call -> call.text("text") + "!");
        try (Polyphony agent = Polyphony.builder()
                .home(home)
                .tools(step)
                .planner(LlmPlanner.of(settings))
                .fusion(LlmFusion.of(settings))
                .earlyDispatch(early)
                .build()) {
            return Asked.of(agent, "Take eight steps", List.of());
        }
    }

    private static List<String> startedBeforeThePlan(Asked asked) {
        return asked.events().stream()
                .takeWhile(event -> !(event instanceof RunEvent.PlanProposed))
                .filter(RunEvent.TaskStarted.class::isInstance)
                .map(event -> ((RunEvent.TaskStarted) event).taskId())
                .toList();
    }

    @Test
    void startsTheFirstToolWithinAQuarterOfThePlansText() {
        Asked asked = ask(Reply.text(PLAN).at(2_000).cutAfter(TOKENS / 4), true);
        assertThat(startedBeforeThePlan(asked)).contains("t1");
    }

    @Test
    void runsTheTasksWhileTheirPlanIsBeingWritten() {
        Asked asked = ask(Reply.text(PLAN).at(1_000), true);
        assertThat(startedBeforeThePlan(asked)).contains("t1");
        assertThat(asked.tools()).hasSize(TASKS);
        assertThat(asked.answer()).isEqualTo("Done.");
    }

    @Test
    void waitsForThePlanWhereThatIsSet() {
        Asked asked = ask(Reply.text(PLAN).at(1_000), false);
        assertThat(startedBeforeThePlan(asked)).isEmpty();
        assertThat(asked.tools()).hasSize(TASKS);
    }
}
