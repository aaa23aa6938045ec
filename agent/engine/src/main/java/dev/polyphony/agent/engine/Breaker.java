package dev.polyphony.agent.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps calls away from a binding that keeps failing: it shuts after some failures in a row, after a while one call is let
 * through to see whether the binding works again, and only its success opens it. Asking is free; a permit is taken by
 * {@link #enter} alone, and each one is given back by what became of the call. Thread-safe.
 */
final class Breaker {
    private static final int FAILURES_IN_A_ROW = 5;
    private static final Duration SHUT_FOR = Duration.ofSeconds(5);

    private final Clock clock;
    private int failures;
    private @Nullable Instant shutUntil;
    private boolean trying;

    Breaker(Clock clock) {
        this.clock = clock;
    }

    /** Returns true if a call may be made now: it is open, or it is time for a try and none is under way. */
    synchronized boolean lets() {
        return shutUntil == null || (!trying && !clock.instant().isBefore(shutUntil));
    }

    /**
     * Notes that a call is made, whether or not it is let through.
     *
     * @return true if this call is the try; it must end with {@link #succeeded}, {@link #failed} or {@link #dropped}
     */
    synchronized boolean enter() {
        boolean isTry = shutUntil != null && lets();
        trying |= isTry;
        return isTry;
    }

    /** A call succeeded. */
    synchronized void succeeded() {
        failures = 0;
        shutUntil = null;
        trying = false;
    }

    /** A call failed in a way that tells of the binding. */
    synchronized void failed() {
        failures++;
        if (failures >= FAILURES_IN_A_ROW) {
            shutUntil = clock.instant().plus(SHUT_FOR);
            trying = false;
        }
    }

    /** The try was stopped, or told nothing of the binding; the next call is one. */
    synchronized void dropped() {
        trying = false;
    }
}
