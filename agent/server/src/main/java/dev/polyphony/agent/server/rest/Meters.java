package dev.polyphony.agent.server.rest;

import dev.polyphony.agent.EventReader;
import dev.polyphony.agent.JournalEntry;
import dev.polyphony.agent.Run;
import dev.polyphony.agent.RunEvent;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts runs, tasks and readers, for Prometheus. Thread-safe. */
@Singleton
public final class Meters {
    private final MeterRegistry registry;
    private final ExecutorService executor;
    private final AtomicInteger clients = new AtomicInteger();
    private final AtomicInteger live = new AtomicInteger();

    /** @param registry takes the figures */
    @Inject
    public Meters(MeterRegistry registry, @VirtualThreads ExecutorService executor) {
        this.registry = registry;
        this.executor = executor;
        Gauge.builder("polyphony.events.clients", clients, AtomicInteger::get)
                .description("Connections that read events")
                .register(registry);
        Gauge.builder("polyphony.runs.live", live, AtomicInteger::get)
                .description("Runs that go on")
                .register(registry);
    }

    void clientCame() {
        clients.incrementAndGet();
    }

    void clientWent() {
        clients.decrementAndGet();
    }

    /** Counts what happens in a run, until it ends. */
    void follow(Run run) {
        live.incrementAndGet();
        new Follower(run.events(0)).start();
    }

    private final class Follower {
        private static final int BATCH = 64;

        private final EventReader reader;
        private final Map<String, String> tools = new HashMap<>();

        Follower(EventReader reader) {
            this.reader = reader;
        }

        void start() {
            reader.onMore(new SingleFlight(executor, this::read)::wake);
        }

        private void read() {
            for (var batch = reader.poll(BATCH); !batch.isEmpty(); batch = reader.poll(BATCH)) {
                batch.stream().map(JournalEntry::event).forEach(this::count);
            }
        }

        private void count(RunEvent event) {
            if (event instanceof RunEvent.TaskStarted started) {
                tools.put(started.taskId(), started.tool());
            } else if (event instanceof RunEvent.TaskSucceeded done) {
                task(done, done.cached() ? "cached" : "succeeded", done.elapsed());
            } else if (event instanceof RunEvent.TaskFailed failed) {
                task(failed, "failed", failed.elapsed());
            } else if (event instanceof RunEvent.TaskCancelled cancelled) {
                task(cancelled, "cancelled", cancelled.elapsed());
            } else if (event instanceof RunEvent.TaskSkipped skipped) {
                task(skipped, "skipped", Duration.ZERO);
            } else if (event instanceof RunEvent.RunEnded ended) {
                live.decrementAndGet();
                registry.timer("polyphony.runs", "state", stateOf(ended)).record(ended.elapsed());
            }
        }

        private void task(RunEvent.TaskEnded event, String outcome, Duration elapsed) {
            String tool = tools.getOrDefault(event.taskId(), "not started");
            registry.timer("polyphony.tasks", "tool", tool, "outcome", outcome).record(elapsed);
        }

        private static String stateOf(RunEvent.RunEnded ended) {
            if (ended instanceof RunEvent.RunCompleted) {
                return "completed";
            }
            return ended instanceof RunEvent.RunCancelled ? "cancelled" : "failed";
        }
    }
}
