package dev.polyphony.agent.engine;

import static dev.polyphony.agent.Modality.IMAGE;
import static dev.polyphony.agent.Modality.TEXT;
import static dev.polyphony.agent.engine.Rig.eventsOf;
import static dev.polyphony.agent.engine.Rig.only;
import static dev.polyphony.agent.engine.Rig.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.Answer;
import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.ConflictException;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.OutputRef;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.ProviderUnavailableException;
import dev.polyphony.agent.Request;
import dev.polyphony.agent.Run;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.RunFailedException;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EngineRunTest {
    private static final Tool ONE = Tool.named("say.one").does("Says one.").gives(TEXT, call -> "one");
    private static final Tool JOIN = Tool.named("text.join")
            .does("Joins two texts.")
            .takes("a", TEXT)
            .takes("b", TEXT)
            .gives(TEXT, call -> call.text("a") + "+" + call.text("b"));
    private static final Tool ECHO =
            Tool.named("text.echo").does("Says it again.").takes("a", TEXT).gives(TEXT, call -> call.text("a"));
    private static final Tool BROKEN = Tool.named("text.break")
            .does("Breaks.")
            .takes("a", TEXT)
            .gives(TEXT, call -> {
                throw new IllegalStateException("no paper");
            });

    @TempDir
    Path folder;

    private Rig rig(Draft draft, Tool... tools) {
        return new Rig(folder, request -> draft, builder -> {}, tools);
    }

    @Test
    void runsAGraphAndAnswersWithWhatItDelivers() throws InterruptedException {
        Draft diamond = Draft.of(List.of(
                task("t1", "say.one"),
                task("t2", "text.echo", "t1"),
                task("t3", "text.echo", "t1"),
                task("t4", "text.join", "t2", "t3")));
        try (Rig rig = rig(diamond, ONE, ECHO, JOIN)) {
            Run run = rig.start("go");
            assertThat(run.answer().text()).contains("one+one");
            List<RunEvent> events = eventsOf(run);
            assertThat(events.get(0)).isInstanceOf(RunEvent.RunCreated.class);
            assertThat(events.get(events.size() - 1)).isInstanceOf(RunEvent.RunCompleted.class);
            assertThat(only(events, RunEvent.TaskStarted.class)).hasSize(4);
            assertThat(only(events, RunEvent.TaskSucceeded.class)).hasSize(4);
            assertThat(only(events, RunEvent.AnswerDelta.class).stream()
                            .map(RunEvent.AnswerDelta::text)
                            .reduce("", String::concat))
                    .isEqualTo(
                            only(events, RunEvent.AnswerCompleted.class).get(0).text());
        }
    }

    @Test
    void runsTasksThatDoNotWaitForEachOtherAtOnce() throws InterruptedException {
        CyclicBarrier both = new CyclicBarrier(2);
        Tool meet = Tool.named("wait.other").does("Waits for another call.").gives(TEXT, call -> {
            both.await(20, TimeUnit.SECONDS);
            return "met";
        });
        try (Rig rig = rig(Draft.of(List.of(task("t1", "wait.other"), task("t2", "wait.other"))), meet)) {
            assertThat(rig.start("go").answer().text()).contains("met");
        }
    }

    @Test
    void startsATaskWhenItsOwnInputsExistAndNotWhenAWaveEnds() throws InterruptedException {
        CountDownLatch second = new CountDownLatch(1);
        Tool slow = Tool.named("wait.second")
                .does("Waits for the second step of the other branch.")
                .gives(TEXT, call -> {
                    assertThat(second.await(20, TimeUnit.SECONDS)).isTrue();
                    return "late";
                });
        Tool step = Tool.named("step.two")
                .does("Is the second step.")
                .takes("a", TEXT)
                .gives(TEXT, call -> {
                    second.countDown();
                    return "early";
                });
        try (Rig rig = rig(
                Draft.of(List.of(task("t1", "wait.second"), task("t2", "say.one"), task("t3", "step.two", "t2"))),
                slow,
                ONE,
                step)) {
            assertThat(rig.start("go").answer().text()).contains("late", "early");
        }
    }

    @Test
    void aFailedTaskFailsWhatDependsOnItAndNothingElse() throws InterruptedException {
        Draft draft = Draft.of(List.of(
                task("t1", "say.one"),
                task("t2", "text.break", "t1"),
                task("t3", "text.echo", "t2"),
                task("t4", "text.echo", "t1")));
        try (Rig rig = rig(draft, ONE, BROKEN, ECHO)) {
            Run run = rig.start("go");
            String answer = run.answer().text();
            assertThat(answer).contains("text.break failed", "no paper", "text.echo was not run", "one");
            List<RunEvent> events = eventsOf(run);
            assertThat(only(events, RunEvent.TaskFailed.class)).singleElement().satisfies(failed -> {
                assertThat(failed.taskId()).isEqualTo("t2");
                assertThat(failed.problem().code()).isEqualTo("tool_failed");
                assertThat(failed.problem().message()).contains("text.break failed: no paper", "Maybe");
            });
            assertThat(only(events, RunEvent.TaskSkipped.class)).singleElement().satisfies(skipped -> {
                assertThat(skipped.taskId()).isEqualTo("t3");
                assertThat(skipped.cause()).isEqualTo("t2");
            });
        }
    }

    @Test
    void aRunInWhichNothingSucceedsFailsAndSaysWhyInItsAnswer() throws InterruptedException {
        Tool down = Tool.named("far.call").does("Calls far away.").gives(TEXT, call -> {
            throw new ProviderUnavailableException("far.example is down.\nMaybe wait.");
        });
        try (Rig rig = rig(Draft.of(List.of(task("t1", "far.call"))), down)) {
            Run run = rig.start("go");
            assertThatThrownBy(run::answer).isInstanceOfSatisfying(RunFailedException.class, e -> {
                assertThat(e.code()).isEqualTo("provider_unavailable");
                assertThat(e.retriable()).isTrue();
            });
            assertThat(only(eventsOf(run), RunEvent.AnswerCompleted.class)
                            .get(0)
                            .text())
                    .contains("far.example is down");
        }
    }

    @Test
    void aTaskThatTakesTooLongFailsAndIsInterrupted() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        Tool sleepy = Tool.named("sleep.long")
                .does("Sleeps.")
                .within(Duration.ofMillis(50))
                .gives(TEXT, call -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                    return "";
                });
        try (Rig rig = rig(Draft.of(List.of(task("t1", "sleep.long"), task("t2", "say.one"))), sleepy, ONE)) {
            Run run = rig.start("go");
            assertThat(run.answer().text()).contains("sleep.long took longer than 0.05 s");
            assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(only(eventsOf(run), RunEvent.TaskFailed.class)
                            .get(0)
                            .problem()
                            .code())
                    .isEqualTo("timed_out");
        }
    }

    @Test
    void cancelStopsWhatRunsAndEndsEveryTask() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Tool endless = Tool.named("wait.ever").does("Waits.").gives(TEXT, call -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                stopped.countDown();
            }
            return "";
        });
        try (Rig rig = rig(Draft.of(List.of(task("t1", "wait.ever"), task("t2", "text.echo", "t1"))), endless, ECHO)) {
            Run run = rig.start("go");
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            run.cancel();
            run.cancel();
            assertThatThrownBy(run::answer)
                    .isInstanceOf(CancellationException.class)
                    .hasMessageContaining(run.id());
            assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
            List<RunEvent> events = eventsOf(run);
            assertThat(only(events, RunEvent.TaskCancelled.class))
                    .extracting(RunEvent.TaskCancelled::taskId)
                    .containsExactly("t1", "t2");
            assertThat(events.get(events.size() - 1)).isInstanceOf(RunEvent.RunCancelled.class);
        }
    }

    @Test
    void handsAttachmentsAndParametersToToolsAndRecordsWhereResultsComeFrom() throws InterruptedException {
        Tool tint = Tool.named("image.tint")
                .does("Tints a picture.")
                .takes("picture", IMAGE)
                .takes(Port.choice("colour", "red", "blue"))
                .takes(Port.number("strength", 0.5, 0, 1))
                .version("3")
                .gives(Port.one("image", IMAGE), Port.one("note", TEXT))
                .by(call -> Outputs.of("image", Media.of(IMAGE, ("P" + call.text("colour")).getBytes()))
                        .and("note", new Value.Text("strength " + call.number("strength"))));
        MemoryJournal journal = new MemoryJournal();
        try (Rig rig = new Rig(
                journal,
                folder,
                request -> Draft.of(List.of(Task.of(
                        "t1",
                        "image.tint",
                        Map.of(
                                "picture",
                                        new Input.Given(
                                                request.attachments().get(0).id()),
                                "colour", new Input.Literal("blue"))))),
                builder -> {},
                tint)) {
            Artifact photo = rig.attach("Pixels");
            Run run = rig.engine.start(Request.of("tint it", List.of(photo)));
            Answer answer = run.answer();
            assertThat(answer.text()).contains("strength 0.5", "2 × 2 pixels");
            Artifact made = answer.artifacts().get(0);
            assertThat(rig.store.provenance(made.id())).singleElement().satisfies(record -> {
                assertThat(record.tool()).isEqualTo("image.tint");
                assertThat(record.toolVersion()).isEqualTo("3");
                assertThat(record.parameters()).containsEntry("colour", "blue").containsEntry("strength", "0.5");
                assertThat(record.inputs()).containsExactly(photo.id());
            });
        }
    }

    @Test
    void deliversOnlyWhatThePlanSays() throws InterruptedException {
        Draft draft = new Draft(
                List.of(task("t1", "say.one"), task("t2", "text.echo", "t1")),
                List.of(new OutputRef("t1", "text")),
                null);
        try (Rig rig = rig(draft, ONE, ECHO)) {
            List<RunEvent> events = eventsOf(rig.start("go"));
            assertThat(only(events, RunEvent.TaskStarted.class))
                    .singleElement()
                    .satisfies(started -> assertThat(started.tool()).isEqualTo("say.one"));
            assertThat(only(events, RunEvent.PlanProposed.class).get(0).findings())
                    .hasSize(1);
        }
    }

    @Test
    void aToolThatGivesSomethingElseThanItPromisedFails() throws InterruptedException {
        Tool liar = Tool.named("image.lie").does("Lies.").gives(IMAGE, call -> Media.of(IMAGE, "Sound".getBytes()));
        try (Rig rig = rig(Draft.of(List.of(task("t1", "image.lie"))), liar)) {
            assertThatThrownBy(rig.start("go")::answer)
                    .hasMessageContainingAll("image.lie promised IMAGE at \"image\" and gave audio/wav", "Maybe");
        }
    }

    @Test
    void aToolThatLeavesAnOutputOutFails() throws InterruptedException {
        Tool half = Tool.named("text.half")
                .does("Gives half.")
                .gives(Port.one("x", TEXT), Port.one("y", TEXT))
                .by(call -> Outputs.of("x", new Value.Text("x")));
        try (Rig rig = rig(Draft.of(List.of(task("t1", "text.half"))), half)) {
            assertThatThrownBy(rig.start("go")::answer)
                    .hasMessageContainingAll("text.half promised ONE TEXT at \"y\" and gave 0", "Maybe");
        }
    }

    @Test
    void progressIsShownWhileATaskRuns() throws InterruptedException {
        Tool steps = Tool.named("work.steps").does("Works in steps.").gives(TEXT, call -> {
            call.progress(1, 2);
            call.progress("half way");
            return "done";
        });
        try (Rig rig = rig(Draft.of(List.of(task("t1", "work.steps"))), steps)) {
            assertThat(only(eventsOf(rig.start("go")), RunEvent.TaskProgress.class))
                    .containsExactly(
                            new RunEvent.TaskProgress("t1", 1, 1.0, 2.0, null),
                            new RunEvent.TaskProgress("t1", 1, null, null, "half way"));
        }
    }

    @Test
    void refusesAnEmptyRequest() {
        try (Rig rig = rig(Draft.answering("hi"))) {
            assertThatThrownBy(() -> rig.start("  "))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContainingAll("empty", "Maybe");
        }
    }

    @Test
    void refusesAnUnknownMode() {
        try (Rig rig = rig(Draft.answering("hi"))) {
            assertThatThrownBy(() -> rig.engine.start(new Request("x", List.of(), null, "magic")))
                    .hasMessageContainingAll("\"magic\"", "tools", "Maybe");
        }
    }

    @Test
    void refusesAnAttachmentThatIsNotStored() {
        try (Rig rig = rig(Draft.answering("hi"))) {
            Artifact unknown =
                    new Artifact("e".repeat(64), IMAGE, "image/png", 1, null, dev.polyphony.agent.Measures.NONE);
            assertThatThrownBy(() -> rig.engine.start(Request.of("x", List.of(unknown))))
                    .hasMessageContainingAll("eee", "Maybe upload it first");
        }
    }

    @Test
    void refusesASecondRunInASessionThatHasALiveOne() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        Tool wait = Tool.named("wait.go").does("Waits.").gives(TEXT, call -> {
            go.await();
            return "went";
        });
        try (Rig rig = rig(Draft.of(List.of(task("t1", "wait.go"))), wait)) {
            Run first = rig.start("go");
            Request second = new Request("again", List.of(), first.sessionId(), "tools");
            assertThatThrownBy(() -> rig.engine.start(second))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContainingAll(first.sessionId(), first.id(), "Maybe");
            go.countDown();
            first.answer();
            assertThat(rig.engine.start(second).answer().text()).contains("went");
        }
    }

    @Test
    void aPlannerSeesTheEarlierRunsOfTheSession() throws InterruptedException {
        MemoryJournal journal = new MemoryJournal();
        try (Rig rig = new Rig(
                journal,
                folder,
                request -> Draft.answering(
                        "%d earlier: %s".formatted(request.history().size(), request.history())),
                builder -> {})) {
            Run first = rig.start("hello there");
            first.answer();
            Run second = rig.engine.start(new Request("and now", List.of(), first.sessionId(), "tools"));
            assertThat(second.answer().text()).contains("1 earlier", "hello there");
        }
    }
}
