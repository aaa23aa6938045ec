package dev.polyphony.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Finding;
import dev.polyphony.agent.PlanCheck;
import dev.polyphony.agent.PlanLimits;
import dev.polyphony.agent.PlanListener;
import dev.polyphony.agent.PlanRepair;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.Planner;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Toolbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every {@link Planner} keeps to. Extend it and say which planner. */
public abstract class PlannerContract {
    /** Returns the planner; it may be the same for all tests. */
    protected abstract Planner planner();

    /** Returns what mends its drafts before they are checked; nothing, if not overridden. */
    protected PlanRepair repair() {
        return (draft, request) -> draft;
    }

    /** Returns the tools that it plans with. */
    protected Toolbox toolbox() {
        return Examples.toolbox();
    }

    /** Returns requests that it is to plan, over {@link #toolbox}. */
    protected List<PlanRequest> requests() {
        return List.of(
                request("What objects are in this picture?", Examples.picture("photo.jpg")),
                request("Read this page and say it aloud.", Examples.picture("page.png")),
                request(
                        "Describe these two photos and tell me how alike they are",
                        Examples.picture("a.jpg"),
                        Examples.picture("b.jpg")),
                request("What is said here?", Examples.sound("speech.wav")),
                request("Paint me a horse"),
                request("hello"));
    }

    private PlanRequest request(String text, Artifact... attachments) {
        return PlanRequest.of(text, List.of(attachments), toolbox());
    }

    /** Waits until the planner is at work on a request that takes long; at once, if not overridden. */
    protected void awaitBegun() throws InterruptedException {}

    /** Returns a planner that takes long, to be interrupted; {@link #planner}, if not overridden. */
    protected Planner slowPlanner() {
        return planner();
    }

    /** Returns how soon it must have stopped after an interruption. */
    protected Duration stopsWithin() {
        return Duration.ofSeconds(2);
    }

    @Test
    void hasAStableName() {
        assertThat(planner().name()).isNotBlank().isEqualTo(planner().name());
    }

    @TestFactory
    Stream<DynamicTest> makesDraftsThatPassTheCheck() {
        return requests().stream().map(request -> DynamicTest.dynamicTest(request.text(), () -> assertPasses(request)));
    }

    private void assertPasses(PlanRequest request) {
        Draft draft = planner().plan(request);
        assertThat(errorsOf(draft, request)).as("errors in %s", draft).isEmpty();
        if (draft.tasks().isEmpty()) {
            assertThat(draft.answer()).as("words where no tool runs").isNotBlank();
        }
    }

    private List<Finding> errorsOf(Draft draft, PlanRequest request) {
        return PlanCheck.check(
                        repair().repair(draft, request), request.toolbox(), request.artifacts(), PlanLimits.DEFAULT)
                .errors();
    }

    @Test
    void takesARequestWithoutWordsIfSomethingIsAttached() {
        assertPasses(request(" ", Examples.picture("photo.jpg")));
    }

    @Test
    void saysSoWhereThereAreNoTools() {
        PlanRequest request = PlanRequest.of("Describe it.", List.of(Examples.picture("photo.jpg")), Toolbox.of());
        Draft draft = planner().plan(request);
        assertThat(draft.tasks()).isEmpty();
        assertThat(draft.answer()).isNotBlank();
    }

    @Test
    void tellsOfNoTaskThatIsNotInItsDraft() {
        PlanRequest request = requests().get(0);
        List<Task> told = new ArrayList<>();
        Draft draft = planner().plan(request, new PlanListener() {
            @Override
            public void task(Task task) {
                told.add(task);
            }
        });
        assertThat(errorsOf(draft, request)).isEmpty();
        assertThat(told).isSubsetOf(draft.tasks());
    }

    @Test
    void keepsNoStateBetweenThreads() throws Exception {
        PlanRequest request = requests().get(0);
        List<Draft> drafts = Stopping.together(8, () -> planner().plan(request));
        assertThat(drafts)
                .allSatisfy(draft -> assertThat(errorsOf(draft, request)).isEmpty());
    }

    @Test
    void stopsWhenItIsInterrupted() throws InterruptedException {
        Planner slow = slowPlanner();
        Stopping.check(() -> slow.plan(requests().get(0)), this::awaitBegun, stopsWithin());
    }
}
