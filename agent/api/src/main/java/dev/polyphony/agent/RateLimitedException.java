package dev.polyphony.agent;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A provider asks for fewer calls (429). Back off for as long as it says. */
public final class RateLimitedException extends PolyphonyException {
    private final @Nullable Duration retryAfter;

    /** @param message what is wrong, then a line that begins "Maybe" */
    public RateLimitedException(String message) {
        this(message, null, null);
    }

    /** @param cause what led to it; null if nothing did */
    public RateLimitedException(String message, @Nullable Throwable cause) {
        this(message, null, cause);
    }

    /** @param retryAfter how long the provider asks to wait; null if it does not say */
    public RateLimitedException(String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super("rate_limited", true, message, cause);
        this.retryAfter = retryAfter;
    }

    /** Returns how long the provider asks to wait. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
