package dev.polyphony.agent;

import org.jspecify.annotations.Nullable;

/** A tool or model is declared wrongly: raised at start-up, never in a run. */
public final class RegistrationException extends PolyphonyException {
    /** @param message what is wrong, then a line that begins "Maybe" */
    public RegistrationException(String message) {
        this(message, null);
    }

    /** @param cause what led to it; null if nothing did */
    public RegistrationException(String message, @Nullable Throwable cause) {
        super("registration", false, message, cause);
    }
}
