package dev.polyphony.agent;

import org.jspecify.annotations.Nullable;

/** A provider asks for fewer calls (429). Back off for as long as it says. */
public final class RateLimitedException extends PolyphonyException {
    /** @param message what is wrong, then a line that begins "Maybe" */
    public RateLimitedException(String message) {
        this(message, null);
    }

    /** @param cause what led to it; null if nothing did */
    public RateLimitedException(String message, @Nullable Throwable cause) {
        super("rate_limited", true, message, cause);
    }
}
