package dev.polyphony.agent.engine;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Calls back later. The callback must be short: it only posts a message. */
@FunctionalInterface
interface Timer {
    /** Calls back after this time; running the returned handle before then prevents it. */
    Runnable after(Duration delay, Runnable callback);

    /** Returns a timer on real time. */
    static Timer of(ScheduledExecutorService scheduler) {
        return (delay, callback) -> {
            ScheduledFuture<?> future = scheduler.schedule(callback, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        };
    }
}
