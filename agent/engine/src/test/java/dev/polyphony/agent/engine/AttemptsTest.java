package dev.polyphony.agent.engine;

import static dev.polyphony.agent.Modality.TEXT;
import static dev.polyphony.agent.engine.Rig.eventsOf;
import static dev.polyphony.agent.engine.Rig.only;
import static dev.polyphony.agent.engine.Rig.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.AuthenticationException;
import dev.polyphony.agent.Binding;
import dev.polyphony.agent.BindingSelector.Choice;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.ProviderUnavailableException;
import dev.polyphony.agent.RateLimitedException;
import dev.polyphony.agent.Run;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.ToolArgumentsException;
import dev.polyphony.agent.ToolBody;
import dev.polyphony.agent.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AttemptsTest {
    private static final AttemptPolicy FAST = new AttemptPolicy(3, Duration.ofMillis(2), Duration.ofMillis(5), 1.0, 3);
    private static final Draft ONE_TASK = Draft.of(List.of(task("t1", "say.it")));

    @TempDir
    Path folder;

    private static Outputs said(String text) {
        return Outputs.of("text", new Value.Text(text));
    }

    private static Binding binding(String id, ToolBody body) {
        return new Binding(id, false, null, body);
    }

    private static Binding down(String id, AtomicInteger calls) {
        return binding(id, call -> {
            calls.incrementAndGet();
            throw new ProviderUnavailableException(id + " is down.\nMaybe wait.");
        });
    }

    /** A tool whose bindings are tried in this order. */
    private static Tool tool(Binding first, Binding... others) {
        var builder = Tool.named("say.it").does("Says it.").pure().servedBy(first.id());
        for (Binding other : others) {
            builder.alsoServedBy(other);
        }
        return builder.gives(Port.one("text", TEXT)).by(first.body());
    }

    private Rig rig(Draft draft, Tool... tools) {
        return new Rig(
                folder,
                request -> draft,
                builder -> builder.attempts(FAST).selector(new ThompsonSelector(1, 0)),
                tools);
    }

    @Test
    void triesAgainWhatMaySucceedLater() throws InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        Tool flaky = tool(binding("a", call -> {
            if (calls.incrementAndGet() < 3) {
                throw new ProviderUnavailableException("down.\nMaybe wait.");
            }
            return said("third time");
        }));
        try (Rig rig = rig(ONE_TASK, flaky)) {
            Run run = rig.start("go");
            assertThat(run.answer().text()).isEqualTo("third time");
            List<RunEvent> events = eventsOf(run);
            assertThat(only(events, RunEvent.TaskStarted.class))
                    .extracting(RunEvent.TaskStarted::attempt)
                    .containsExactly(1, 2, 3);
            assertThat(only(events, RunEvent.TaskRetrying.class))
                    .extracting(RunEvent.TaskRetrying::attempt)
                    .containsExactly(2, 3);
        }
    }

    @Test
    void givesUpAfterTheAllowedAttempts() {
        AtomicInteger calls = new AtomicInteger();
        try (Rig rig = rig(ONE_TASK, tool(down("a", calls)))) {
            assertThatThrownBy(rig.start("go")::answer).hasMessageContaining("a is down");
            assertThat(calls).hasValue(3);
        }
    }

    @Test
    void doesNotRepeatWhatCannotSucceed() {
        AtomicInteger calls = new AtomicInteger();
        Tool picky = tool(
                binding("a", call -> {
                    calls.incrementAndGet();
                    throw new ToolArgumentsException("no text.\nMaybe give one.");
                }),
                binding("b", call -> said("never asked")));
        try (Rig rig = rig(ONE_TASK, picky)) {
            assertThatThrownBy(rig.start("go")::answer).hasMessageContaining("no text");
            assertThat(calls).hasValue(1);
        }
    }

    private static Tool writing(ToolBody body) {
        return Tool.named("say.it")
                .does("Says it to somebody.")
                .writes()
                .alsoServedBy(binding("b", body))
                .gives(Port.one("text", TEXT))
                .by(body);
    }

    @Test
    void neverRepeatsWhatMayHaveBeenWritten() {
        AtomicInteger calls = new AtomicInteger();
        Tool mail = writing(call -> {
            calls.incrementAndGet();
            throw new ProviderUnavailableException("the line broke.\nMaybe wait.");
        });
        try (Rig rig = rig(ONE_TASK, mail)) {
            assertThatThrownBy(rig.start("go")::answer).hasMessageContaining("the line broke");
            assertThat(calls).hasValue(1);
        }
    }

    @Test
    void repeatsAWriteThatWasRefusedBeforeItBegan() throws InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        Tool mail = writing(call -> {
            if (calls.incrementAndGet() == 1) {
                throw new RateLimitedException("too many.\nMaybe wait.", Duration.ofMillis(1), null);
            }
            return said("sent");
        });
        try (Rig rig = rig(ONE_TASK, mail)) {
            assertThat(rig.start("go").answer().text()).isEqualTo("sent");
            assertThat(calls).hasValue(2);
        }
    }

    @Test
    void goesOnWithTheNextBindingAtOnce() throws InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        try (Rig rig = rig(ONE_TASK, tool(down("a", calls), binding("b", call -> said("b here"))))) {
            Run run = rig.start("go");
            assertThat(run.answer().text()).isEqualTo("b here");
            assertThat(only(eventsOf(run), RunEvent.TaskRetrying.class))
                    .singleElement()
                    .satisfies(retrying -> {
                        assertThat(retrying.delay()).isZero();
                        assertThat(retrying.problem().message()).contains("a is down");
                    });
            assertThat(rig.store.provenance)
                    .singleElement()
                    .satisfies(p -> assertThat(p.binding()).isEqualTo("b"));
        }
    }

    @Test
    void triesAnotherBindingWhenOneRefusesTheKey() throws InterruptedException {
        Tool tool = tool(
                binding("a", call -> {
                    throw new AuthenticationException("bad key.\nMaybe set it.");
                }),
                binding("b", call -> said("b here")));
        try (Rig rig = rig(ONE_TASK, tool)) {
            assertThat(rig.start("go").answer().text()).isEqualTo("b here");
        }
    }

    @Test
    void waitsAsLongAsAProviderAsks() throws InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        Tool limited = tool(binding("a", call -> {
            if (calls.incrementAndGet() == 1) {
                throw new RateLimitedException("too many.\nMaybe wait.", Duration.ofMillis(30), null);
            }
            return said("ok");
        }));
        try (Rig rig = rig(ONE_TASK, limited)) {
            Run run = rig.start("go");
            run.answer();
            assertThat(only(eventsOf(run), RunEvent.TaskRetrying.class).get(0).delay())
                    .isEqualTo(Duration.ofMillis(30));
        }
    }

    @Test
    void leavesABindingAloneThatKeepsFailing() throws InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        Tool tool = tool(down("a", calls), binding("b", call -> said("b here")));
        // The order of declaration holds, whatever was seen: only the breaker keeps the calls away.
        try (Rig rig = new Rig(
                folder,
                request -> ONE_TASK,
                builder -> builder.attempts(FAST)
                        .selector(t -> t.bindings().stream()
                                .map(b -> new Choice(b, "declared"))
                                .toList()),
                tool)) {
            for (int i = 0; i < 20; i++) {
                assertThat(rig.start("go").answer().text()).isEqualTo("b here");
            }
            assertThat(calls).hasValue(5);
        }
    }

    @Test
    void keepsToTheLimitOfABindingAndServesRunsInTurn() throws InterruptedException {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Tool narrow = Tool.named("say.it").does("Says it.").atMost(2).gives(TEXT, call -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.onSpinWait();
            inside.decrementAndGet();
            return "said";
        });
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            tasks.add(task("t" + i, "say.it"));
        }
        try (Rig rig = rig(Draft.of(tasks), narrow)) {
            List<Run> runs = List.of(rig.start("a"), rig.start("b"), rig.start("c"));
            for (Run run : runs) {
                run.answer();
            }
            assertThat(most.get()).isBetween(1, 2);
        }
    }

    @Test
    void hedgesAnAttemptThatTakesLongerThanUsualAndStopsTheLoser() throws InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch stopped = new CountDownLatch(1);
        Tool tool = tool(
                binding("a", call -> {
                    if (calls.incrementAndGet() <= 5) {
                        return said("a here");
                    }
                    try {
                        new CountDownLatch(1).await();
                    } finally {
                        stopped.countDown();
                    }
                    return said("never");
                }),
                binding("b", call -> said("b here")));
        try (Rig rig = new Rig(
                folder,
                request -> ONE_TASK,
                builder -> builder.attempts(FAST)
                        .selector(t -> t.bindings().stream()
                                .map(b -> new Choice(b, "declared"))
                                .toList()),
                tool)) {
            for (int i = 0; i < 5; i++) {
                rig.start("go").answer();
            }
            Run run = rig.start("go");
            assertThat(run.answer().text()).isEqualTo("b here");
            assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
            List<RunEvent> events = eventsOf(run);
            assertThat(only(events, RunEvent.TaskStarted.class))
                    .hasSize(2)
                    .last()
                    .satisfies(hedge -> {
                        assertThat(hedge.binding()).isEqualTo("b");
                        assertThat(hedge.reason()).startsWith("hedge: attempt 1 takes longer");
                    });
            assertThat(only(events, RunEvent.TaskSucceeded.class)).hasSize(1);
        }
    }

    @Test
    void reusesWhatAPureToolMadeOfTheSameInputs() throws InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        Tool counted = tool(binding("a", call -> said("call " + calls.incrementAndGet())));
        MemoryCache cache = new MemoryCache();
        try (Rig rig = new Rig(folder, request -> ONE_TASK, builder -> builder.cache(cache), counted)) {
            rig.start("go").answer();
            Run again = rig.start("go");
            assertThat(again.answer().text()).isEqualTo("call 1");
            List<RunEvent> events = eventsOf(again);
            assertThat(only(events, RunEvent.TaskStarted.class)).isEmpty();
            assertThat(only(events, RunEvent.TaskSucceeded.class))
                    .singleElement()
                    .satisfies(done -> assertThat(done.cached()).isTrue());
            assertThat(only(events, RunEvent.ArtifactCreated.class))
                    .singleElement()
                    .satisfies(made -> assertThat(made.provenance().runId()).isNotEqualTo(again.id()));
        }
    }
}
