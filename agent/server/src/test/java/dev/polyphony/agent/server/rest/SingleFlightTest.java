package dev.polyphony.agent.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SingleFlightTest {
    private final Queue<Runnable> queue = new ArrayDeque<>();
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void runsOnceForManyWakes() {
        SingleFlight flight = new SingleFlight(queue::add, runs::incrementAndGet);
        flight.wake();
        flight.wake();
        assertThat(queue).hasSize(1);
        queue.remove().run();
        assertThat(runs).hasValue(1);
        assertThat(queue).isEmpty();
    }

    @Test
    void runsAgainForAWakeDuringTheWork() {
        SingleFlight[] flight = new SingleFlight[1];
        flight[0] = new SingleFlight(queue::add, () -> {
            if (runs.incrementAndGet() == 1) {
                flight[0].wake();
            }
        });
        flight[0].wake();
        queue.remove().run();
        assertThat(queue).hasSize(1);
        queue.remove().run();
        assertThat(runs).hasValue(2);
    }

    @Test
    void losesNoWakeAndNeverRunsTwiceAtOnce() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger given = new AtomicInteger();
        AtomicInteger taken = new AtomicInteger();
        SingleFlight flight = new SingleFlight(threads, () -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            taken.set(given.get());
            inside.decrementAndGet();
        });
        for (int i = 0; i < 10_000; i++) {
            given.incrementAndGet();
            flight.wake();
        }
        await().until(() -> taken.get() == 10_000);
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(most).hasValue(1);
    }
}
