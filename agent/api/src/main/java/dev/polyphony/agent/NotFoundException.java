package dev.polyphony.agent;

import org.jspecify.annotations.Nullable;

/** There is no run, session or artifact of this id (404). */
public final class NotFoundException extends PolyphonyException {
    /** @param message what is wrong, then a line that begins "Maybe" */
    public NotFoundException(String message) {
        this(message, null);
    }

    /** @param cause what led to it; null if nothing did */
    public NotFoundException(String message, @Nullable Throwable cause) {
        super("not_found", false, message, cause);
    }
}
