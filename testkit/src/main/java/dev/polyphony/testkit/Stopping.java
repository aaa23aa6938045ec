package dev.polyphony.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** How the contracts stop work and run it in parallel. */
final class Stopping {
    /** Waits until the work has got somewhere. */
    @FunctionalInterface
    interface Begun {
        void await() throws InterruptedException;
    }

    private Stopping() {}

    /** Starts the work, interrupts it once it has begun, and checks that its thread is done soon after. */
    static void check(Callable<?> work, Begun begun, Duration within) throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            started.countDown();
            try {
                work.call();
            } catch (Exception e) {
                // how it stops is its own affair; that it stops is the contract's
            }
        });
        thread.setDaemon(true);
        thread.start();
        started.await();
        begun.await();
        thread.interrupt();
        thread.join(within.toMillis());
        assertThat(thread.isAlive())
                .as("still working %s after it was interrupted", within)
                .isFalse();
    }

    /** Runs the work on several threads at once and returns what each gave. */
    static <T> List<T> together(int threads, Callable<T> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<T>> all = pool.invokeAll(
                    IntStream.range(0, threads).mapToObj(i -> work).toList(), 60, TimeUnit.SECONDS);
            List<T> results = new ArrayList<>();
            for (Future<T> one : all) {
                results.add(one.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
