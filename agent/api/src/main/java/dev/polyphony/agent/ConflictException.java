package dev.polyphony.agent;

import org.jspecify.annotations.Nullable;

/** The request contradicts the present state, as a second run in a session that has a live one (409). */
public final class ConflictException extends PolyphonyException {
    /** @param message what is wrong, then a line that begins "Maybe" */
    public ConflictException(String message) {
        this(message, null);
    }

    /** @param cause what led to it; null if nothing did */
    public ConflictException(String message, @Nullable Throwable cause) {
        super("conflict", false, message, cause);
    }
}
