package dev.polyphony.agent.engine;

import dev.failsafe.CircuitBreaker;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What is known of one binding: how long its calls take, how often they succeed, and whether it is shut for a while. Thread-safe. */
final class Health {
    private static final long LONGEST_US = TimeUnit.HOURS.toMicros(1);

    private final Histogram micros = new Histogram(LONGEST_US, 3);
    private final CircuitBreaker<Object> breaker;
    private long successes;
    private long failures;

    /** Shuts after 5 failures in a row, for 5 seconds. */
    Health() {
        this(5, Duration.ofSeconds(5));
    }

    Health(int failuresInARow, Duration shutFor) {
        breaker = CircuitBreaker.builder()
                .withFailureThreshold(failuresInARow)
                .withSuccessThreshold(1)
                .withDelay(shutFor)
                .build();
    }

    synchronized void succeeded(Duration took) {
        successes++;
        micros.recordValue(Math.min(LONGEST_US, Math.max(1, took.toNanos() / 1_000)));
        breaker.recordSuccess();
    }

    synchronized void failed() {
        failures++;
        breaker.recordFailure();
    }

    /** Returns true if the binding may be called: it is not shut, or it is time to try whether it works again. */
    boolean isOpenToCalls() {
        return breaker.isClosed() || breaker.tryAcquirePermit();
    }

    synchronized long calls() {
        return successes + failures;
    }

    synchronized long successes() {
        return successes;
    }

    synchronized double successRate() {
        return (successes + 1.0) / (successes + failures + 2.0);
    }

    /** Returns the time within which this share of the calls succeeded; zero if none is known. */
    synchronized Duration percentile(double percent) {
        return micros.getTotalCount() == 0
                ? Duration.ZERO
                : Duration.of(micros.getValueAtPercentile(percent), ChronoUnit.MICROS);
    }
}
