package dev.polyphony.agent;

import static dev.polyphony.agent.Fixtures.PHOTO;
import static dev.polyphony.agent.Fixtures.TOOLS;
import static dev.polyphony.agent.Fixtures.VOICE;
import static dev.polyphony.agent.Fixtures.join;
import static dev.polyphony.agent.Fixtures.read;
import static dev.polyphony.agent.Fixtures.speak;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanCheckTest {
    private static Checked check(Task... tasks) {
        return check(Draft.of(List.of(tasks)));
    }

    private static Checked check(Draft draft) {
        return PlanCheck.check(draft, TOOLS, List.of(PHOTO, VOICE), PlanLimits.DEFAULT);
    }

    private static Finding only(Checked checked) {
        assertThat(checked.plan()).isNull();
        assertThat(checked.findings()).hasSize(1);
        return checked.findings().get(0);
    }

    @Test
    void acceptsATypedChainAndDeliversItsEnd() {
        Plan plan = check(read("t1"), speak("t2", "t1")).orThrow();
        assertThat(plan.tasks()).extracting(Task::id).containsExactly("t1", "t2");
        assertThat(plan.deliverables()).containsExactly(new OutputRef("t2", "audio"));
    }

    @Test
    void putsTasksInAnOrderInWhichEachFollowsWhatItNeeds() {
        Plan plan = check(speak("t2", "t3"), join("t3", "t1", "t4"), read("t1"), read("t4"))
                .orThrow();
        assertThat(plan.tasks()).extracting(Task::id).containsExactly("t1", "t4", "t3", "t2");
    }

    @Test
    void acceptsAPlanThatRunsNothing() {
        assertThat(check(Draft.answering("Hello.")).orThrow().answer()).contains("Hello.");
    }

    @Test
    void leavesOutTasksThatNothingDeliveredNeeds() {
        Checked checked = check(new Draft(List.of(read("t1"), read("t2")), List.of(new OutputRef("t2", "text")), null));
        assertThat(checked.orThrow().tasks()).extracting(Task::id).containsExactly("t2");
        assertThat(checked.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Finding.Code.UNUSED_OUTPUT);
            assertThat(finding.pointer()).isEqualTo("/tasks/0");
            assertThat(finding.message()).contains("t1", "Maybe");
        });
    }

    @Test
    void keepsTasksThatAreNeededOnlyForTheirOrder() {
        Task after = new Task("t2", "image.read", Map.of("picture", new Input.Given(PHOTO.id())), List.of("t1"));
        Checked checked = check(new Draft(List.of(read("t1"), after), List.of(new OutputRef("t2", "text")), null));
        assertThat(checked.orThrow().tasks()).hasSize(2);
    }

    @Test
    void refusesAnUnknownToolAndNamesTheNearest() {
        Finding finding = only(check(Task.of("t1", "image.reed", Map.of())));
        assertThat(finding.code()).isEqualTo(Finding.Code.UNKNOWN_TOOL);
        assertThat(finding.message()).contains("image.reed", "Maybe image.read");
    }

    @Test
    void refusesTwoTasksWithOneId() {
        Finding finding = only(check(read("t1"), read("t1")));
        assertThat(finding.code()).isEqualTo(Finding.Code.DUPLICATE_ID);
        assertThat(finding.message()).contains("t1", "Maybe");
    }

    @Test
    void refusesAReferenceToNoTask() {
        Finding finding = only(check(speak("t2", "t9")));
        assertThat(finding.code()).isEqualTo(Finding.Code.UNKNOWN_REF);
        assertThat(finding.message()).contains("t9", "Maybe one of [t2]");
    }

    @Test
    void refusesAReferenceToNoOutput() {
        Finding finding =
                only(check(read("t1"), Task.of("t2", "text.speak", Map.of("text", Input.Made.by("t1", "words")))));
        assertThat(finding.code()).isEqualTo(Finding.Code.UNKNOWN_REF);
        assertThat(finding.pointer()).isEqualTo("/tasks/1/inputs/text");
        assertThat(finding.message()).contains("words", "Maybe one of [text]");
    }

    @Test
    void refusesAnOrderOnlyReferenceToNoTask() {
        Finding finding = only(
                check(new Task("t1", "image.read", Map.of("picture", new Input.Given(PHOTO.id())), List.of("t7"))));
        assertThat(finding.code()).isEqualTo(Finding.Code.UNKNOWN_REF);
        assertThat(finding.message()).contains("t7");
    }

    @Test
    void refusesADeliverableOfNoTask() {
        Finding finding = only(check(new Draft(List.of(read("t1")), List.of(new OutputRef("t5", "text")), null)));
        assertThat(finding.pointer()).isEqualTo("/deliverables/0");
    }

    @Test
    void refusesAnArtifactThatTheRequestDoesNotHave() {
        Finding finding = only(check(Task.of("t1", "image.read", Map.of("picture", new Input.Given("f".repeat(64))))));
        assertThat(finding.code()).isEqualTo(Finding.Code.UNKNOWN_ARTIFACT);
        assertThat(finding.message()).contains("fff", PHOTO.id());
    }

    @Test
    void refusesAnInputThatTheToolDoesNotHave() {
        Task task = Task.of(
                "t1", "image.read", Map.of("picture", new Input.Given(PHOTO.id()), "zoom", new Input.Literal("2")));
        Finding finding = only(check(task));
        assertThat(finding.code()).isEqualTo(Finding.Code.UNKNOWN_PORT);
        assertThat(finding.message()).contains("zoom", "Maybe one of [picture]");
    }

    @Test
    void refusesAnEmptyRequiredInput() {
        Finding finding = only(check(Task.of("t1", "image.read", Map.of())));
        assertThat(finding.code()).isEqualTo(Finding.Code.MISSING_INPUT);
        assertThat(finding.message()).contains("image.read needs IMAGE", "Maybe attach one");
    }

    @Test
    void refusesAnAttachmentOfTheWrongKindAndNamesBoth() {
        Finding finding = only(check(Task.of("t1", "image.read", Map.of("picture", new Input.Given(VOICE.id())))));
        assertThat(finding.code()).isEqualTo(Finding.Code.TYPE);
        assertThat(finding.message()).contains("needs IMAGE, got AUDIO", "Maybe");
    }

    @Test
    void refusesAnEdgeOfTheWrongKind() {
        Finding finding = only(check(
                read("t1"),
                speak("t2", "t1"),
                Task.of("t3", "image.read", Map.of("picture", Input.Made.by("t2", "audio")))));
        assertThat(finding.code()).isEqualTo(Finding.Code.TYPE);
        assertThat(finding.pointer()).isEqualTo("/tasks/2/inputs/picture");
    }

    @Test
    void refusesWordsWhereMediaAreNeeded() {
        Finding finding = only(check(Task.of("t1", "image.read", Map.of("picture", new Input.Literal("a cat")))));
        assertThat(finding.message()).contains("needs IMAGE, got words");
    }

    @Test
    void refusesAParameterValueOutsideItsChoices() {
        Task task =
                Task.of("t1", "text.speak", Map.of("text", new Input.Literal("hi"), "voice", new Input.Literal("bob")));
        assertThat(only(check(task)).message()).contains("voice", "\"bob\" is none of [slt, kal]", "Maybe");
    }

    @Test
    void refusesAParameterValueOutsideItsRange() {
        Task task =
                Task.of("t1", "text.speak", Map.of("text", new Input.Literal("hi"), "speed", new Input.Literal("9")));
        assertThat(only(check(task)).message()).contains("speed", "\"9\" must be a number in [0.5, 2]");
    }

    @Test
    void refusesAParameterThatIsFedByATask() {
        Task task = Task.of(
                "t2", "text.speak", Map.of("text", new Input.Literal("hi"), "voice", Input.Made.by("t1", "text")));
        assertThat(only(check(read("t1"), task)).message()).contains("\"voice\" is a parameter", "[slt, kal]");
    }

    @Test
    void refusesAListWhereOneValueIsTaken() {
        Task task = Task.of(
                "t1",
                "text.speak",
                Map.of("text", new Input.Many(List.of(new Input.Literal("a"), new Input.Literal("b")))));
        Finding finding = only(check(task));
        assertThat(finding.code()).isEqualTo(Finding.Code.CARDINALITY);
        assertThat(finding.message()).contains("takes one value, a list of 2 is given");
    }

    @Test
    void refusesAnOutputThatIsAListWhereOneValueIsTaken() {
        Artifact film = Fixtures.artifact('c', Modality.VIDEO, "video/mp4");
        Draft draft = Draft.of(List.of(
                Task.of("t1", "video.frames", Map.of("video", new Input.Given(film.id()))),
                Task.of("t2", "image.read", Map.of("picture", Input.Made.by("t1", "frames")))));
        Checked checked = PlanCheck.check(draft, TOOLS, List.of(film), PlanLimits.DEFAULT);
        assertThat(only(checked).message()).contains("takes one value, t1.frames gives a list");
    }

    @Test
    void refusesAnEmptyList() {
        Task task = Task.of("t1", "text.join", Map.of("texts", new Input.Many(List.of())));
        assertThat(only(check(task)).message()).contains("takes 1 to 64 values, 0 are given");
    }

    @Test
    void refusesTasksThatWaitForEachOther() {
        Finding finding = only(check(read("t0"), join("t1", "t0", "t2"), join("t2", "t1")));
        assertThat(finding.code()).isEqualTo(Finding.Code.CYCLE);
        assertThat(finding.message()).contains("[t1, t2]", "Maybe");
    }

    @Test
    void refusesATaskThatWaitsForItself() {
        assertThat(only(check(join("t1", "t1"))).code()).isEqualTo(Finding.Code.CYCLE);
    }

    @Test
    void reportsEveryFaultAtOnce() {
        Checked checked = check(
                Task.of("t1", "nothing.does", Map.of()), Task.of("t2", "image.read", Map.of()), speak("t3", "t9"));
        assertThat(checked.findings())
                .extracting(Finding::code)
                .containsExactly(Finding.Code.UNKNOWN_TOOL, Finding.Code.MISSING_INPUT, Finding.Code.UNKNOWN_REF);
        assertThatThrownBy(checked::orThrow)
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContainingAll("3 rule(s)", "nothing.does", "/tasks/1/inputs/picture", "t9");
    }

    @Test
    void refusesALiteralThatIsTooLong() {
        Task task = Task.of("t1", "text.speak", Map.of("text", new Input.Literal("x".repeat(1_000_000))));
        assertThat(only(check(task)).code()).isEqualTo(Finding.Code.LIMIT);
    }
}
