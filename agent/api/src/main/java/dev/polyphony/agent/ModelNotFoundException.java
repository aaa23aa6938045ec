package dev.polyphony.agent;

import org.jspecify.annotations.Nullable;

/** A provider does not know or no longer serves the model (404, 410). Try another binding. */
public final class ModelNotFoundException extends PolyphonyException {
    /** @param message what is wrong, then a line that begins "Maybe" */
    public ModelNotFoundException(String message) {
        this(message, null);
    }

    /** @param cause what led to it; null if nothing did */
    public ModelNotFoundException(String message, @Nullable Throwable cause) {
        super("model_not_found", false, message, cause);
    }
}
