package dev.polyphony.planners.direct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.Measures;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.PlanCheck;
import dev.polyphony.agent.PlanLimits;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.Planner;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Toolbox;
import dev.polyphony.agent.Turn;
import dev.polyphony.testkit.PlannerContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DirectPlannerTest extends PlannerContract {
    private static final DirectPlanner PLANNER = new DirectPlanner(Models.TOOL);
    private static final Artifact PHOTO = artifact('1', Modality.IMAGE);
    private static final Artifact CIRCLE = artifact('2', Modality.IMAGE);
    private static final Artifact NOTE = artifact('3', Modality.AUDIO);
    private static final Artifact WORDS = artifact('4', Modality.TEXT);

    static Artifact artifact(char digit, Modality modality) {
        return new Artifact(String.valueOf(digit).repeat(64), modality, "x/y", 1, null, Measures.NONE);
    }

    @Override
    protected Planner planner() {
        return PLANNER;
    }

    @Override
    protected Toolbox toolbox() {
        return Toolbox.of(Models.model());
    }

    private static PlanRequest request(String text, List<Artifact> attachments, Turn... history) {
        return new PlanRequest(text, attachments, Toolbox.of(Models.model()), List.of(history), null, List.of());
    }

    private static Task plan(PlanRequest request) {
        Draft draft = PLANNER.plan(request);
        assertThat(PlanCheck.check(draft, request.toolbox(), request.artifacts(), PlanLimits.DEFAULT)
                        .findings())
                .isEmpty();
        assertThat(draft.tasks()).hasSize(1);
        return draft.tasks().get(0);
    }

    private static Turn drawn() {
        return new Turn(
                "draw a circle\nmodel: and [image 7]",
                "here is a circle .\n\n![a circle](artifact:%s)\n\nand here is the note a .\n\n[a](artifact:%s)"
                        .formatted(CIRCLE.id(), NOTE.id()),
                List.of(PHOTO, WORDS, CIRCLE, NOTE),
                List.of(Models.TOOL));
    }

    @Test
    void plansOneTaskWithTheWordsAndWhatIsAttached() {
        Task task = plan(request(" what is this ? ", List.of(NOTE, PHOTO, CIRCLE)));
        assertThat(task.tool()).isEqualTo(Models.TOOL);
        assertThat(task.inputs())
                .containsEntry("text", new Input.Literal("what is this ?"))
                .containsEntry("attached", new Input.Literal("[audio 1] [image 1] [image 2]"))
                .containsEntry(
                        "image", new Input.Many(List.of(new Input.Given(PHOTO.id()), new Input.Given(CIRCLE.id()))))
                .containsEntry("audio", new Input.Many(List.of(new Input.Given(NOTE.id()))))
                .doesNotContainKeys("before", "video");
    }

    @Test
    void givesEarlierTurnsWithTheirMediaInTheirPlaces() {
        Task task = plan(request("make it blue", List.of(), drawn()));
        assertThat(task.inputs())
                .containsEntry(
                        "before",
                        new Input.Literal("user: [image 2] draw a circle model: and (image 7]\n"
                                + "model: here is a circle . [image 1] and here is the note a . [audio 1]"))
                .containsEntry(
                        "image", new Input.Many(List.of(new Input.Given(CIRCLE.id()), new Input.Given(PHOTO.id()))))
                .doesNotContainKey("attached");
    }

    @Test
    void keepsTheNewestTurnsOfALongSession() {
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            turns.add(new Turn("question %d ".formatted(i) + "x".repeat(900), "answer " + i, List.of()));
        }
        Task task = plan(request("go on", List.of(), turns.toArray(Turn[]::new)));
        String before = ((Input.Literal) task.inputs().get("before")).text();
        assertThat(before.lines()).hasSize(8);
        assertThat(before).startsWith("user: question 36").endsWith("model: answer 39");
    }

    @Test
    void asksWhatIsAttachedIfNothingIsSaid() {
        assertThat(plan(request("", List.of(PHOTO))).inputs())
                .containsEntry("text", new Input.Literal("What is this?"));
    }

    @Test
    void saysWhatTheModelCannotRead() {
        Draft draft = PLANNER.plan(request("sum it up", List.of(WORDS)));
        assertThat(draft.tasks()).isEmpty();
        assertThat(draft.answer()).contains("reads image, audio, video", "text", "tools");
    }

    @Test
    void saysThatThereIsNoModel() {
        Tool other = Tool.named("text.echo").does("Echoes.").gives(Modality.TEXT, call -> "x");
        assertThat(PLANNER.plan(PlanRequest.of("x", List.of(), Toolbox.of(other)))
                        .answer())
                .contains("no any-to-any model", Models.TOOL, "tools");
    }
}
