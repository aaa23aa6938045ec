package dev.polyphony.planners.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.Draft;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.ProviderUnavailableException;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.TimedOutException;
import dev.polyphony.agent.Tool;
import dev.polyphony.planners.llm.LlmPlanner;
import dev.polyphony.planners.llm.LlmSettings;
import dev.polyphony.planners.llm.Tape;
import dev.polyphony.testkit.Examples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** A real model plans in this process. */
@Timeout(300)
@EnabledIfEnvironmentVariable(
        named = "POLYPHONY_LLAMA_MODEL",
        matches = ".+",
        disabledReason = "no model: POLYPHONY_LLAMA_MODEL names no GGUF; docs/planning.md says how to fetch one")
class RealModelIT {
    private static final PlanRequest REQUEST = PlanRequest.of(
            "Read the sign on this photo and say it aloud", List.of(Examples.picture("sign.jpg")), Examples.toolbox());

    @TempDir
    Path folder;

    private static LlmSettings settings(Duration timeout) {
        return LlmSettings.inProcess(Path.of(System.getenv("POLYPHONY_LLAMA_MODEL")), timeout);
    }

    @Test
    void plansWithToolsOfTheListAloneAndTheSameEachTime() {
        LlmPlanner planner =
                LlmPlanner.of(settings(Duration.ofMinutes(2)).withTape(Tape.recording(folder.resolve("t.jsonl"))));

        Draft draft = planner.plan(REQUEST);

        List<String> known = Examples.toolbox().tools().stream().map(Tool::name).toList();
        assertThat(draft.tasks()).isNotEmpty().extracting(Task::tool).isSubsetOf(known);
        assertThat(planner.plan(REQUEST)).isEqualTo(draft);
        assertThat(LlmPlanner.of(settings(Duration.ofMinutes(2)).withTape(Tape.playing(folder.resolve("t.jsonl"))))
                        .plan(REQUEST))
                .isEqualTo(draft);
    }

    @Test
    void keepsToTheTimeoutAndStopsWhenInterrupted() {
        LlmPlanner.of(settings(Duration.ofMinutes(2))).plan(REQUEST);
        assertThatThrownBy(() -> LlmPlanner.of(settings(Duration.ofMillis(1))).plan(REQUEST))
                .isInstanceOf(TimedOutException.class)
                .hasMessageContaining("Maybe");
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(
                            () -> LlmPlanner.of(settings(Duration.ofMinutes(2))).plan(REQUEST))
                    .isInstanceOf(ProviderUnavailableException.class)
                    .hasMessageContaining("was stopped");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
