package dev.polyphony.agent;

import org.jspecify.annotations.Nullable;

/** A provider refused the credentials (401, 403). Do not retry; the key or its rights must change. */
public final class AuthenticationException extends PolyphonyException {
    /** @param message what is wrong, then a line that begins "Maybe" */
    public AuthenticationException(String message) {
        this(message, null);
    }

    /** @param cause what led to it; null if nothing did */
    public AuthenticationException(String message, @Nullable Throwable cause) {
        super("authentication", false, message, cause);
    }
}
