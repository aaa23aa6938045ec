package dev.polyphony.agent.engine;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What is known of one binding: how long its calls take, how often they succeed, and whether it is shut for a while. Thread-safe. */
final class Health {
    private static final long LONGEST_US = TimeUnit.HOURS.toMicros(1);

    private record Times(long count, Duration median, Duration p90, Duration p95) {}

    private final Histogram micros = new Histogram(LONGEST_US, 2);
    private final Breaker breaker;
    private long successes;
    private long failures;
    private Times times = new Times(0, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    Health(Breaker breaker) {
        this.breaker = breaker;
    }

    synchronized void succeeded(Duration took) {
        successes++;
        record(took);
        breaker.succeeded();
    }

    /** Takes in how an attempt of an earlier program went; whether the binding works today is another question. */
    synchronized void remember(Duration took, boolean success) {
        if (success) {
            successes++;
            record(took);
        } else {
            failures++;
        }
    }

    private void record(Duration took) {
        micros.recordValue(Math.min(LONGEST_US, Math.max(1, took.toNanos() / 1_000)));
    }

    synchronized void failed() {
        failures++;
        breaker.failed();
    }

    /** Returns what keeps calls away from the binding while it fails. */
    Breaker breaker() {
        return breaker;
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

    /** Returns the time within which half of the calls succeeded; zero if none is known. */
    synchronized Duration median() {
        return known().median;
    }

    /**
     * Returns the time after which a call is late: that within which 95 % of the calls succeeded; zero if none is known.
     * Where extra calls are plenty it is that of 90 %, and never more than twice the median: of few calls a stuck one alone
     * makes up the rest.
     */
    synchronized Duration late(boolean plenty) {
        Duration twice = known().median.multipliedBy(2);
        Duration most = known().p90.compareTo(twice) < 0 ? known().p90 : twice;
        return plenty ? most : known().p95;
    }

    /** Reading a histogram takes far longer than writing it, so that what was read is kept until the next call. */
    private Times known() {
        if (times.count != successes) {
            times = new Times(successes, at(50), at(90), at(95));
        }
        return times;
    }

    private Duration at(double percent) {
        return Duration.of(micros.getValueAtPercentile(percent), ChronoUnit.MICROS);
    }
}
