package dev.polyphony.planners.search;

import static dev.polyphony.agent.Modality.AUDIO;
import static dev.polyphony.agent.Modality.IMAGE;
import static dev.polyphony.agent.Modality.TEXT;
import static dev.polyphony.agent.Modality.VIDEO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.OutputRef;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Toolbox;
import dev.polyphony.agent.Turn;
import dev.polyphony.planners.search.fixture.Case;
import dev.polyphony.planners.search.fixture.Generators;
import dev.polyphony.planners.search.fixture.MiniLm;
import dev.polyphony.planners.search.fixture.ShippedTools;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchPlannerTest {
    private static final Toolbox TOOLBOX = ShippedTools.toolbox();
    private static final SearchPlanner PLANNER = SearchPlanner.of(MiniLm.shared());
    private final Artifact first = Case.artifact(0, Modality.IMAGE, "image/png", "first.png");
    private final Artifact second = Case.artifact(1, Modality.IMAGE, "image/png", "second.png");

    @Test
    void deliversEachStepThatWasAskedFor() {
        Draft draft = plan("Describe these two photos and tell me how alike they are", first, second);

        assertThat(draft.deliverables())
                .containsExactly(
                        new OutputRef("t1", "text"), new OutputRef("t2", "text"), new OutputRef("t3", "labels"));
    }

    @Test
    void deliversNoConverterThatNobodyAskedFor() {
        Artifact sound = Case.artifact(0, Modality.AUDIO, "audio/wav", "talk.wav");

        Draft draft = plan("Summarize this", sound);

        assertThat(draft.tasks()).extracting(Task::tool).containsExactly("speech.transcribe", "text.summarize");
        assertThat(draft.deliverables()).containsExactly(new OutputRef("t2", "text"));
    }

    @Test
    void takesTheAttachmentThatIsNamedByOrdinal() {
        Draft draft = plan("Describe the second picture", first, second);

        assertThat(draft.tasks())
                .extracting(Task::inputs)
                .containsExactly(Map.of("picture", new Input.Given(second.id())));
    }

    @Test
    void takesTheAttachmentThatIsNamedByFile() {
        Draft draft = plan("Read the text in second.png", first, second);

        assertThat(draft.tasks())
                .extracting(Task::inputs)
                .containsExactly(Map.of("picture", new Input.Given(second.id())));
    }

    @Test
    void refersToTheNewestArtifactOfEarlierRuns() {
        PlanRequest request = new PlanRequest(
                "make it four times larger",
                List.of(),
                TOOLBOX,
                List.of(new Turn("x", "y", List.of(first)), new Turn("x", "y", List.of(second))),
                null,
                List.of());

        Draft draft = PLANNER.plan(request);

        assertThat(draft.tasks()).extracting(Task::tool).containsExactly("image.upscale");
        assertThat(draft.tasks().get(0).inputs())
                .containsEntry("picture", new Input.Given(second.id()))
                .containsEntry("factor", new Input.Literal("4"));
    }

    @Test
    void speaksQuotedWordsAndNotTheRequest() {
        Draft draft = plan("Say \"good morning everyone\" out loud");

        assertThat(draft.tasks())
                .extracting(Task::inputs)
                .containsExactly(Map.of("text", new Input.Literal("good morning everyone")));
    }

    @Test
    void runsTheRestAndSaysWhatIsMissing() {
        Draft draft = plan("Describe this photo and then paint me a horse", first);

        assertThat(draft.tasks()).extracting(Task::tool).containsExactly("image.describe");
        assertThat(draft.answer()).contains("image.paint", "configure a text-to-image endpoint");
    }

    @Test
    void saysOfTheFilmWhatWasSaidOfThePicture() {
        Toolbox makers = Toolbox.of(
                maker("image.paint", "Paints a picture from a description in words.", "paint me a horse", IMAGE),
                maker("video.film", "Makes a video from a description in words.", "make a film of the sea", VIDEO),
                maker("music.compose", "Makes music from a description in words.", "make music for a walk", AUDIO));

        Draft draft = PLANNER.plan(PlanRequest.of(
                "Paint a horse on a beach, make a short film of it and music for it", List.of(), makers));

        assertThat(draft.tasks())
                .extracting(Task::tool)
                .containsExactlyInAnyOrder("image.paint", "video.film", "music.compose");
        assertThat(draft.tasks())
                .extracting(Task::inputs)
                .containsOnly(Map.of("text", new Input.Literal("a horse on a beach")));
    }

    @Test
    void makesNewThingsOfTheirOwnWordsBesideEachOther() {
        Toolbox tools = Generators.toolbox();

        Draft draft =
                PLANNER.plan(PlanRequest.of("Create a picture of a castle and a video of a dragon", List.of(), tools));

        assertThat(draft.tasks())
                .extracting(Task::tool, Task::inputs)
                .containsExactly(
                        tuple("image.paint", Map.of("text", new Input.Literal("a picture of a castle"))),
                        tuple("video.film", Map.of("text", new Input.Literal("a video of a dragon"))));
    }

    private static Tool maker(String name, String does, String example, Modality made) {
        return Tool.named(name)
                .does(does)
                .takes("text", TEXT)
                .whenAsked(example)
                .gives(made, call -> {
                    throw new UnsupportedOperationException("planned, never called");
                });
    }

    @Test
    void namesAbilitiesWhenAsked() {
        assertThat(plan("What can you do?").answer()).contains("image.detect", "text.summarize");
    }

    @Test
    void asksWhatToDoWithABareAttachment() {
        Draft draft = plan("  ", first);

        assertThat(draft.tasks()).isEmpty();
        assertThat(draft.answer()).contains("first.png");
    }

    @Test
    void explainsStepsScoresAndTheSecondBestPlan() {
        Explanation explanation =
                PLANNER.explain(PlanRequest.of("Read the sign and say it aloud.", List.of(first), TOOLBOX));

        assertThat(explanation.steps())
                .extracting(Explanation.Piece::words)
                .containsExactly("Read the sign", "say it aloud");
        assertThat(explanation.steps().get(0).tools().get(0).tool()).isEqualTo("image.read");
        assertThat(explanation.plans()).hasSize(2).isSortedAccordingTo((a, b) -> Double.compare(a.cost(), b.cost()));
        assertThat(explanation.draft().tasks())
                .isEqualTo(explanation.plans().get(0).tasks());
    }

    @Test
    void staysCalmWithoutTools() {
        Draft draft = PLANNER.plan(PlanRequest.of("Read the sign", List.of(first), Toolbox.of()));

        assertThat(draft.tasks()).isEmpty();
        assertThat(draft.answer()).contains("No tool");
    }

    private static Draft plan(String request, Artifact... attachments) {
        return PLANNER.plan(PlanRequest.of(request, List.of(attachments), TOOLBOX));
    }
}
