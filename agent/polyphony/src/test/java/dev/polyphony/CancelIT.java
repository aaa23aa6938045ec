package dev.polyphony;

import static dev.polyphony.agent.Modality.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.Draft;
import dev.polyphony.agent.EventReader;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.JournalEntry;
import dev.polyphony.agent.Request;
import dev.polyphony.agent.Run;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.ToolCall;
import dev.polyphony.testkit.EndpointAnswer;
import dev.polyphony.testkit.FakeEndpoint;
import dev.polyphony.testkit.ScriptedPlanner;
import dev.polyphony.tools.remote.RemoteTools;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Fifty tasks that would run for ever: half of them wait for an endpoint that is silent, half of them compute in steps. */
@Timeout(120)
class CancelIT {
    private static final int HALF = 25;
    private static final int ROUNDS = 3;

    @TempDir
    Path home;

    private final FakeEndpoint endpoint = FakeEndpoint.start();
    private CountDownLatch computing = new CountDownLatch(HALF);
    private CountDownLatch returned = new CountDownLatch(HALF);

    @AfterEach
    void stop() {
        endpoint.close();
    }

    /** Steps of some milliseconds that nothing can interrupt, as those of a network; between them a cancel is heeded. */
    private String compute(ToolCall call) {
        computing.countDown();
        double sum = 0;
        while (!call.cancelled()) {
            for (int i = 1; i < 200_000; i++) {
                sum += Math.sqrt(i);
            }
        }
        returned.countDown();
        return "stopped at " + sum;
    }

    private Polyphony agent() {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < HALF; i++) {
            tasks.add(task("local" + i, "text.compute", i));
            tasks.add(task("remote" + i, "text.speak", i));
        }
        Map<String, String> settings = Map.of(
                "silent.kind", "openai-audio", "silent.base-url", endpoint.baseUrl(), "silent.tools", "text.speak=any");
        return Polyphony.builder()
                .home(home)
                .planner(ScriptedPlanner.giving(Draft.of(tasks)))
                .tools(Tool.named("text.compute")
                        .does("Computes.")
                        .takes("text", TEXT)
                        .gives(TEXT, this::compute))
                .tools(RemoteTools.from(settings))
                .build();
    }

    private static Task task(String id, String tool, int number) {
        return Task.of(id, tool, Map.of("text", new Input.Literal("number " + number)));
    }

    @Test
    void stopsFiftyTasksAndClosesTheConnectionsOfThoseThatWaitForAnEndpoint() throws InterruptedException {
        endpoint.on("POST *", EndpointAnswer.failing(EndpointAnswer.Manner.SILENT));
        long[] nanos = new long[ROUNDS];
        try (Polyphony agent = agent()) {
            for (int round = 0; round < ROUNDS; round++) {
                nanos[round] = cancelOne(agent, (round + 1) * HALF);
            }
        }
        Arrays.sort(nanos);
        assertThat(TimeUnit.NANOSECONDS.toMillis(nanos[0]))
                .as("ms until 50 tasks and 25 connections have ended, the best of %d", ROUNDS)
                .isLessThan(2_000);
    }

    private long cancelOne(Polyphony agent, int asked) throws InterruptedException {
        computing = new CountDownLatch(HALF);
        returned = new CountDownLatch(HALF);
        Run run = agent.start(Request.of("all of it", List.of()));
        assertThat(computing.await(20, TimeUnit.SECONDS)).isTrue();
        endpoint.await(asks -> asks.size() >= asked);
        endpoint.awaitOpen(HALF);
        long began = System.nanoTime();
        run.cancel();
        assertThatThrownBy(run::answer).isInstanceOf(CancellationException.class);
        assertThat(returned.await(20, TimeUnit.SECONDS)).isTrue();
        endpoint.awaitOpen(0);
        long took = System.nanoTime() - began;
        assertThat(cancelled(run)).isEqualTo(2 * HALF);
        return took;
    }

    private static long cancelled(Run run) throws InterruptedException {
        long cancelled = 0;
        EventReader reader = run.events(0);
        for (JournalEntry entry = reader.next(); entry != null; entry = reader.next()) {
            cancelled += entry.event() instanceof RunEvent.TaskCancelled ? 1 : 0;
        }
        return cancelled;
    }
}
