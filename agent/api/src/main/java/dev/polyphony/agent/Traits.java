package dev.polyphony.agent;

import java.time.Duration;

/**
 * How a tool behaves, apart from what it does.
 *
 * @param version changes whenever the same inputs may give other outputs; part of the cache key and of provenance
 * @param licence of the model or engine behind it, as {@code Apache-2.0}; empty if not stated
 * @param pure true if the same inputs always give the same outputs and nothing else happens
 * @param timeout the longest that one attempt may take
 */
public record Traits(String version, String licence, boolean pure, Duration timeout) {

    /** Version 1, licence not stated, not pure, one minute. */
    public static final Traits DEFAULT = new Traits("1", "", false, Duration.ofMinutes(1));
}
