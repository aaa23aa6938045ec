package dev.polyphony.agent;

import java.time.Duration;

/**
 * How a tool behaves, apart from what it does. What it costs and whether content leaves the machine is told by its
 * {@link Binding}s, since it may differ between them.
 *
 * @param version changes whenever the same inputs may give other outputs; part of the cache key and of provenance
 * @param licence of the model or engine behind it, as {@code Apache-2.0}; empty if not stated
 * @param pure true if the same inputs always give the same outputs and nothing else happens
 * @param timeout the longest that one attempt may take
 * @param writes true if a call changes something that outlasts the run, as a file or a mailbox: an attempt that may have
 *     done its work is never repeated
 */
public record Traits(String version, String licence, boolean pure, Duration timeout, boolean writes) {

    /** Version 1, licence not stated, not pure, one minute, writes nothing. */
    public static final Traits DEFAULT = new Traits("1", "", false, Duration.ofMinutes(1));

    /** Returns traits of a tool that writes nothing. */
    public Traits(String version, String licence, boolean pure, Duration timeout) {
        this(version, licence, pure, timeout, false);
    }
}
