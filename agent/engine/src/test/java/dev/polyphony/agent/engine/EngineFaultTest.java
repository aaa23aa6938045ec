package dev.polyphony.agent.engine;

import static dev.polyphony.agent.Modality.TEXT;
import static dev.polyphony.agent.engine.Rig.eventsOf;
import static dev.polyphony.agent.engine.Rig.only;
import static dev.polyphony.agent.engine.Rig.planner;
import static dev.polyphony.agent.engine.Rig.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Finding;
import dev.polyphony.agent.Fusion;
import dev.polyphony.agent.FusionRequest;
import dev.polyphony.agent.JournalEntry;
import dev.polyphony.agent.PlanCheck;
import dev.polyphony.agent.PlanLimits;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.ProviderUnavailableException;
import dev.polyphony.agent.Run;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.RunFailedException;
import dev.polyphony.agent.RunState;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Toolbox;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EngineFaultTest {
    private static final Tool ONE = Tool.named("say.one").does("Says one.").gives(TEXT, call -> "one");
    private static final Draft GOOD = Draft.of(List.of(task("t1", "say.one")));
    private static final Draft WRONG = Draft.of(List.of(task("t1", "say.nothing")));

    @TempDir
    Path folder;

    @Test
    void asksAPlannerOnceMoreWithWhatIsWrong() throws InterruptedException {
        List<PlanRequest> asked = new ArrayList<>();
        try (Rig rig = new Rig(
                folder,
                request -> {
                    asked.add(request);
                    return request.rejected() == null ? WRONG : GOOD;
                },
                builder -> builder.fallback(planner("other", request -> Draft.answering("other"))),
                ONE)) {
            assertThat(rig.start("go").answer().text()).contains("one");
            assertThat(asked).hasSize(2);
            assertThat(asked.get(1).rejected()).isEqualTo(WRONG);
            assertThat(asked.get(1).findings()).extracting(Finding::code).containsExactly(Finding.Code.UNKNOWN_TOOL);
        }
    }

    @Test
    void fallsBackWhenAPlannerStaysWrongAndSaysSo() throws InterruptedException {
        try (Rig rig = new Rig(
                folder, request -> WRONG, builder -> builder.fallback(planner("other", request -> GOOD)), ONE)) {
            Run run = rig.start("go");
            assertThat(run.answer().text()).contains("one");
            assertThat(only(eventsOf(run), RunEvent.PlanProposed.class))
                    .singleElement()
                    .satisfies(proposed -> {
                        assertThat(proposed.planner()).isEqualTo("other");
                        assertThat(proposed.findings().get(0).message())
                                .contains("\"told\" gave no plan", "\"other\" planned instead", "say.nothing");
                    });
        }
    }

    @Test
    void fallsBackWhenAPlannerCannotBeReached() throws InterruptedException {
        try (Rig rig = new Rig(
                folder,
                request -> {
                    throw new ProviderUnavailableException("nobody answers.\nMaybe start it.");
                },
                builder -> builder.fallback(planner("other", request -> GOOD)),
                ONE)) {
            assertThat(rig.start("go").answer().text()).contains("one");
        }
    }

    @Test
    void failsWithAdviceWhenNoPlannerMakesAPlan() {
        try (Rig rig = new Rig(folder, request -> WRONG, builder -> {}, ONE)) {
            assertThatThrownBy(rig.start("go")::answer)
                    .isInstanceOfSatisfying(
                            RunFailedException.class, e -> assertThat(e.code()).isEqualTo("planning_failed"))
                    .hasMessageContainingAll("\"told\" made no plan", "say.nothing", "Maybe");
        }
    }

    @Test
    void mendsADraftBeforeItIsChecked() throws InterruptedException {
        try (Rig rig = new Rig(folder, request -> WRONG, builder -> builder.repair((draft, request) -> GOOD), ONE)) {
            assertThat(rig.start("go").answer().text()).contains("one");
        }
    }

    @Test
    void composesTheAnswerWhenTheFusionFailsHalfWay() throws InterruptedException {
        Fusion breaking = new Fusion() {
            @Override
            public String name() {
                return "breaking";
            }

            @Override
            public void fuse(FusionRequest request, Consumer<String> pieces) {
                pieces.accept("I found");
                throw new ProviderUnavailableException("the model went away.\nMaybe start it.");
            }
        };
        try (Rig rig = new Rig(folder, request -> GOOD, builder -> builder.fusion(breaking), ONE)) {
            assertThat(rig.start("go").answer().text())
                    .startsWith("I found")
                    .contains("failed (the model went away)", "put together from the results", "one");
        }
    }

    @Test
    void aFullDiskEndsTheRunAndTellsItsReaders() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        Tool wait = Tool.named("wait.go").does("Waits.").gives(TEXT, call -> {
            go.await();
            return "went";
        });
        try (Rig rig = new Rig(folder, request -> Draft.of(List.of(task("t1", "wait.go"))), builder -> {}, wait)) {
            Run run = rig.start("go");
            var reader = run.events(0);
            JournalEntry entry = reader.next();
            while (entry != null && !(entry.event() instanceof RunEvent.TaskStarted)) {
                entry = reader.next();
            }
            rig.journal.full = true;
            go.countDown();
            assertThatThrownBy(run::answer)
                    .isInstanceOfSatisfying(
                            RunFailedException.class, e -> assertThat(e.code()).isEqualTo("storage_failed"))
                    .hasMessageContaining("disk is full");
        }
    }

    @Test
    void endsRunsThatACrashCutShort() {
        MemoryJournal journal = new MemoryJournal();
        var plan = PlanCheck.check(
                        Draft.of(List.of(task("t1", "say.one"), task("t2", "say.one"))),
                        Toolbox.of(ONE),
                        List.of(),
                        PlanLimits.DEFAULT)
                .orThrow();
        List<RunEvent> before = List.of(
                new RunEvent.RunCreated("s", null, "tools", "go", List.of()),
                new RunEvent.PlanAccepted(plan),
                new RunEvent.TaskSucceeded("t1", Duration.ZERO, java.util.Map.of(), false));
        for (int i = 0; i < before.size(); i++) {
            journal.append(new JournalEntry(i + 1, "run", Instant.EPOCH, before.get(i)));
        }
        try (Rig rig = new Rig(journal, folder, request -> GOOD, builder -> {}, ONE)) {
            assertThat(journal.run("run").orElseThrow().state()).isEqualTo(RunState.FAILED);
            Run kept = rig.engine.run("run").orElseThrow();
            assertThatThrownBy(kept::answer)
                    .isInstanceOfSatisfying(
                            RunFailedException.class, e -> assertThat(e.code()).isEqualTo("interrupted"));
            assertThat(journal.read("run", 3, 10).stream().map(JournalEntry::event))
                    .hasSize(2)
                    .first()
                    .isEqualTo(new RunEvent.TaskCancelled("t2", Duration.ZERO));
        }
    }

    @Test
    void drainingLetsLiveRunsEndAndTakesNoMore() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        Tool wait = Tool.named("wait.long").does("Waits.").gives(TEXT, call -> {
            begun.countDown();
            released.await();
            return "done";
        });
        try (Rig rig = new Rig(folder, request -> Draft.of(List.of(task("t1", "wait.long"))), builder -> {}, wait)) {
            Run run = rig.start("go");
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(rig.engine.drain(Duration.ZERO)).isFalse();
            assertThatThrownBy(() -> rig.start("more")).hasMessageContainingAll("shutting down", "Maybe");
            released.countDown();
            assertThat(rig.engine.drain(Duration.ofSeconds(20))).isTrue();
            assertThat(run.answer().text()).contains("done");
        }
    }

    @Test
    void leavesNoThreadBehind() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(8);
        Tool wait = Tool.named("wait.ever").does("Waits.").gives(TEXT, call -> {
            begun.countDown();
            new CountDownLatch(1).await();
            return "";
        });
        List<Task> eight =
                IntStream.range(0, 8).mapToObj(i -> task("t" + i, "wait.ever")).toList();
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        Rig rig = new Rig(folder, request -> Draft.of(eight), builder -> {}, wait);
        rig.start("go");
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        rig.close();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!before.contains(thread) && thread.getName().startsWith("polyphony-")) {
                thread.join(20_000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    @Test
    void closingEndsLiveRunsAsInterrupted() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Tool wait = Tool.named("wait.ever").does("Waits.").gives(TEXT, call -> {
            begun.countDown();
            new CountDownLatch(1).await();
            return "";
        });
        Rig rig = new Rig(folder, request -> Draft.of(List.of(task("t1", "wait.ever"))), builder -> {}, wait);
        Run run = rig.start("go");
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        rig.close();
        assertThat(rig.journal.unfinished()).isEmpty();
        assertThat(only(eventsOf(run), RunEvent.RunFailed.class)
                        .get(0)
                        .problem()
                        .code())
                .isEqualTo("interrupted");
        assertThatThrownBy(() -> rig.start("more")).hasMessageContainingAll("shutting down", "Maybe");
    }

    @Test
    void aKeptRunReplaysTheSameEventsAndAnswer() throws InterruptedException {
        try (Rig rig = new Rig(folder, request -> GOOD, builder -> {}, ONE)) {
            Run run = rig.start("go");
            String text = run.answer().text();
            List<RunEvent> live = eventsOf(run);
            Run kept = rig.engine.run(run.id()).orElseThrow();
            assertThat(kept).isNotSameAs(run);
            assertThat(eventsOf(kept)).isEqualTo(live);
            assertThat(kept.answer().text()).isEqualTo(text);
            assertThat(kept.events(3).next().seq()).isEqualTo(4);
        }
    }
}
