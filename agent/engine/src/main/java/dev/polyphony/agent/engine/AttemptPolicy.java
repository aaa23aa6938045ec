package dev.polyphony.agent.engine;

import java.time.Duration;

/**
 * How often and how patiently a task is tried.
 *
 * @param attempts most attempts of one task, hedges not counted
 * @param firstDelay upper bound of the wait before the second attempt with the same binding; doubles with each further one
 * @param longestDelay upper bound of any wait
 * @param hedgeShare share of extra calls that hedging may add, in [0, 1]; 0 turns it off
 * @param hedgeAfterCalls how many calls of a binding must be known before its p95 is believed
 */
public record AttemptPolicy(
        int attempts, Duration firstDelay, Duration longestDelay, double hedgeShare, int hedgeAfterCalls) {
    /** Three attempts, waits up to 0.2 s, 0.4 s, … 10 s, 5 % extra calls, p95 believed after 20 calls. */
    public static final AttemptPolicy DEFAULT =
            new AttemptPolicy(3, Duration.ofMillis(200), Duration.ofSeconds(10), 0.05, 20);

    /** Returns this policy without hedging. */
    public AttemptPolicy withoutHedging() {
        return new AttemptPolicy(attempts, firstDelay, longestDelay, 0, hedgeAfterCalls);
    }
}
