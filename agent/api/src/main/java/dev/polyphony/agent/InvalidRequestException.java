package dev.polyphony.agent;

import org.jspecify.annotations.Nullable;

/** The request itself is wrong: empty, a file that is none, a value out of range (400). */
public final class InvalidRequestException extends PolyphonyException {
    /** @param message what is wrong, then a line that begins "Maybe" */
    public InvalidRequestException(String message) {
        this(message, null);
    }

    /** @param cause what led to it; null if nothing did */
    public InvalidRequestException(String message, @Nullable Throwable cause) {
        super("invalid_request", false, message, cause);
    }
}
