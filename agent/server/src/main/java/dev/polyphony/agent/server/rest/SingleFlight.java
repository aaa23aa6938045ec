package dev.polyphony.agent.server.rest;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs one piece of work again and again: at least once after each {@link #wake}, and never twice at the same time.
 * Thread-safe.
 */
final class SingleFlight {
    private final Executor executor;
    private final Runnable work;
    private final AtomicInteger wakes = new AtomicInteger();

    SingleFlight(Executor executor, Runnable work) {
        this.executor = executor;
        this.work = work;
    }

    /** Asks for a run of the work; returns at once. */
    void wake() {
        if (wakes.getAndIncrement() == 0) {
            executor.execute(this::run);
        }
    }

    private void run() {
        int seen = wakes.get();
        try {
            work.run();
        } finally {
            if (wakes.addAndGet(-seen) != 0) {
                executor.execute(this::run);
            }
        }
    }
}
