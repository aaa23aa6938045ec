package dev.polyphony.planners.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Checked;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.OutputRef;
import dev.polyphony.agent.PlanCheck;
import dev.polyphony.agent.PlanLimits;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Toolbox;
import dev.polyphony.planners.search.fixture.Case;
import dev.polyphony.planners.search.fixture.ProductTools;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchRepairTest {
    private static final Toolbox TOOLBOX = ProductTools.toolbox();
    private final Artifact picture = Case.artifact(0, Modality.IMAGE, "image/png", "page.png");
    private final Artifact clip = Case.artifact(1, Modality.VIDEO, "video/mp4", "clip.mp4");

    @Test
    void leavesASoundDraftAsItIs() {
        Draft draft = Draft.of(List.of(Task.of("t1", "image.read", Map.of("picture", new Input.Given(picture.id())))));

        assertThat(new SearchRepair().repair(draft, request(picture))).isSameAs(draft);
    }

    @Test
    void fillsEmptyPortsFromAttachmentsAndEarlierOutputs() {
        Draft draft = Draft.of(List.of(Task.of("t1", "image.read", Map.of()), Task.of("t2", "text.speak", Map.of())));

        Draft mended = new SearchRepair().repair(draft, request(picture));

        assertThat(mended.tasks().get(0).inputs()).containsEntry("picture", new Input.Given(picture.id()));
        assertThat(mended.tasks().get(1).inputs())
                .containsEntry("text", new Input.Made(new OutputRef("t1", "text"), true));
        assertThat(check(mended, picture).plan()).isNotNull();
    }

    @Test
    void putsTheShortestWayOfConvertersBetween() {
        Draft draft = Draft.of(List.of(Task.of("t1", "text.summarize", Map.of("text", new Input.Given(clip.id())))));

        Draft mended = new SearchRepair().repair(draft, request(clip));

        assertThat(mended.tasks()).extracting(Task::tool).hasSize(3).startsWith("audio.extract", "speech.transcribe");
        assertThat(check(mended, clip).plan()).isNotNull();
    }

    @Test
    void takesTheOutputThatFitsWhereAListWasGivenToAPortForOne() {
        Draft draft = Draft.of(List.of(
                Task.of("t1", "video.frames", Map.of("video", new Input.Given(clip.id()))),
                Task.of("t2", "image.describe", Map.of("picture", Input.Made.by("t1", "frames")))));

        Draft mended = new SearchRepair().repair(draft, request(clip));

        assertThat(mended.tasks().get(1).inputs())
                .containsEntry("picture", new Input.Made(new OutputRef("t1", "middle"), true));
    }

    @Test
    void givesAStrangeNameToTheOnlyPortThatIsOpen() {
        Draft draft = Draft.of(List.of(Task.of("t1", "image.read", Map.of("image", new Input.Given(picture.id())))));

        Draft mended = new SearchRepair().repair(draft, request(picture));

        assertThat(mended.tasks().get(0).inputs()).containsOnlyKeys("picture");
    }

    private static PlanRequest request(Artifact... attachments) {
        return PlanRequest.of("do it", List.of(attachments), TOOLBOX);
    }

    private static Checked check(Draft draft, Artifact... attachments) {
        return PlanCheck.check(draft, TOOLBOX, List.of(attachments), PlanLimits.DEFAULT);
    }
}
