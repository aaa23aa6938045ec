package dev.polyphony.planners.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Binding;
import dev.polyphony.agent.BindingSelector;
import dev.polyphony.agent.BindingSelector.Choice;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.FusionRequest;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.NotFoundException;
import dev.polyphony.agent.Outcome;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.Plan;
import dev.polyphony.agent.PlanCheck;
import dev.polyphony.agent.PlanLimits;
import dev.polyphony.agent.PlanListener;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.RateLimitedException;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Value;
import dev.polyphony.testkit.Examples;
import dev.polyphony.testkit.Reply;
import dev.polyphony.testkit.ScriptedLlm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was recorded with a server is played back without one, piece by piece. */
class TapeIT {
    private static final Artifact PHOTO = Examples.picture("photo.jpg");
    private static final PlanRequest REQUEST =
            PlanRequest.of("Read the sign; my key is sk-canary-0123456789abcdef", List.of(PHOTO), Examples.toolbox());
    private static final String PLAN = """
            {"tasks": [{"id": "t1", "tool": "image.read", "inputs": [{"name": "picture", "value": {"artifact": "a1"}}]}],
             "deliverables": [{"task": "t1", "port": "text"}], "answer": null}""";
    private static final Tool PAINT = Tool.named("image.paint")
            .does("Paints a picture from words.")
            .takes("words", Modality.TEXT)
            .model("tiny-sd")
            .alsoServedBy(new Binding("manga", false, "anime-xl", call -> Outputs.of("text", new Value.Text(""))))
            .gives(Modality.TEXT, call -> "");
    private static final BindingSelector DECLARED = new BindingSelector() {
        @Override
        public List<Choice> rank(Tool tool) {
            return tool.bindings().stream()
                    .map(b -> new Choice(b, "as declared"))
                    .toList();
        }

        @Override
        public void observed(Observation observation) {}
    };

    @TempDir
    Path folder;

    /** What three uses of the model gave. */
    private record Said(Draft plan, List<Task> told, String binding, List<String> pieces) {}

    private Path tape() {
        return folder.resolve("tapes/all.jsonl");
    }

    private static LlmSettings settings(String baseUrl, Tape tape) {
        return LlmSettings.of(baseUrl, "tiny", "sk-canary", Duration.ofSeconds(20))
                .withTape(tape);
    }

    private static Said said(LlmSettings settings) {
        List<Task> told = new ArrayList<>();
        Draft plan = LlmPlanner.of(settings).plan(REQUEST, new PlanListener() {
            @Override
            public void task(Task task) {
                told.add(task);
            }
        });
        LlmSelector selector = LlmSelector.of(settings, DECLARED);
        selector.consider(PAINT, "draw a hero");
        List<String> pieces = new ArrayList<>();
        LlmFusion.of(settings).fuse(fusion(), pieces::add);
        return new Said(
                plan, told, selector.rank(PAINT, "draw a hero").get(0).binding().id(), pieces);
    }

    private static FusionRequest fusion() {
        Task task = Task.of("t1", "image.read", Map.of("picture", new Input.Given(PHOTO.id())));
        Plan plan = PlanCheck.check(Draft.of(List.of(task)), Examples.toolbox(), List.of(PHOTO), PlanLimits.DEFAULT)
                .orThrow();
        return new FusionRequest(
                "Read the sign",
                List.of(PHOTO),
                plan,
                Map.of("t1", new Outcome.Cancelled()),
                Examples.toolbox(),
                artifact -> new Value.Text(""));
    }

    @Test
    void playsBackPlanChoiceAndAnswerAsTheyWere() throws IOException {
        Said recorded;
        try (ScriptedLlm llm = ScriptedLlm.start()) {
            llm.next(
                    Reply.text(PLAN),
                    Reply.text("{\"id\": \"manga\", \"reason\": \"drawings\"}"),
                    Reply.text("The sign says Stop. Bearer abcdefghijklmnop"));
            recorded = said(settings(llm.baseUrl(), Tape.recording(tape())));
            assertThat(llm.asked()).hasSize(3);
        }
        assertThat(recorded.binding()).isEqualTo("manga");
        assertThat(Files.readAllLines(tape())).hasSize(3);
        assertThat(Files.readString(tape()))
                .doesNotContain("sk-canary", "abcdefghijklmnop")
                .contains("[secret]");

        Said played = said(settings(ScriptedLlm.nowhere(), Tape.playing(tape())));

        assertThat(played.plan()).isEqualTo(recorded.plan());
        assertThat(played.told()).isEqualTo(recorded.told()).hasSize(1);
        assertThat(played.binding()).isEqualTo("manga");
        assertThat(String.join("", played.pieces())).isEqualTo("The sign says Stop. [secret]");
    }

    @Test
    void keepsEachPieceOfAStream() {
        List<String> recorded = new ArrayList<>();
        try (ScriptedLlm llm = ScriptedLlm.start()) {
            llm.otherwise(Reply.text("One two three four five six seven eight nine ten."));
            LlmFusion.of(settings(llm.baseUrl(), Tape.recording(tape()))).fuse(fusion(), recorded::add);
        }
        List<String> played = new ArrayList<>();
        LlmFusion.of(settings(ScriptedLlm.nowhere(), Tape.playing(tape()))).fuse(fusion(), played::add);
        assertThat(played).isEqualTo(recorded).hasSizeGreaterThan(1);
    }

    @Test
    void equalCallsAreAnsweredInOrderAndThenByTheLast() {
        try (ScriptedLlm llm = ScriptedLlm.start()) {
            llm.next(Reply.text(PLAN), Reply.text(PLAN.replace("image.read", "image.describe")));
            LlmPlanner planner = LlmPlanner.of(settings(llm.baseUrl(), Tape.recording(tape())));
            planner.plan(REQUEST);
            planner.plan(REQUEST);
        }
        LlmPlanner planner = LlmPlanner.of(settings(ScriptedLlm.nowhere(), Tape.playing(tape())));
        assertThat(List.of(planner.plan(REQUEST), planner.plan(REQUEST), planner.plan(REQUEST)))
                .extracting(draft -> draft.tasks().get(0).tool())
                .containsExactly("image.read", "image.describe", "image.describe");
    }

    @Test
    void errorsArePlayedBackAsWell() {
        try (ScriptedLlm llm = ScriptedLlm.start()) {
            llm.otherwise(Reply.error(429, "rate_limit", "slow down"));
            assertThatThrownBy(() -> LlmPlanner.of(settings(llm.baseUrl(), Tape.recording(tape())))
                            .plan(REQUEST))
                    .isInstanceOf(RateLimitedException.class);
        }
        assertThatThrownBy(() -> LlmPlanner.of(settings(ScriptedLlm.nowhere(), Tape.playing(tape())))
                        .plan(REQUEST))
                .isInstanceOf(RateLimitedException.class)
                .hasMessageContaining("slow down");
    }

    @Test
    void saysWhichCallIsMissing() throws IOException {
        Files.createDirectories(tape().getParent());
        Files.createFile(tape());
        assertThatThrownBy(() -> LlmPlanner.of(settings(ScriptedLlm.nowhere(), Tape.playing(tape())))
                        .plan(REQUEST))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContainingAll("none of the 0 calls", "all.jsonl", "\"tiny\"", "\nMaybe");
    }

    @Test
    void refusesATapeThatIsNone() throws IOException {
        assertThatThrownBy(() -> LlmPlanner.of(settings("http://localhost/v1", Tape.playing(tape()))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll("all.jsonl", "\nMaybe");
        Files.createDirectories(tape().getParent());
        Files.writeString(tape(), "\n{\"request\": 1}\n");
        assertThatThrownBy(() -> LlmPlanner.of(settings("http://localhost/v1", Tape.playing(tape()))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll("line 2", "\nMaybe");
    }
}
