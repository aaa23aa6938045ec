package dev.polyphony.agent;

import org.jspecify.annotations.Nullable;

/** A provider failed or could not be reached (5xx, connection lost). Back off, then retry or try another binding. */
public final class ProviderUnavailableException extends PolyphonyException {
    /** @param message what is wrong, then a line that begins "Maybe" */
    public ProviderUnavailableException(String message) {
        this(message, null);
    }

    /** @param cause what led to it; null if nothing did */
    public ProviderUnavailableException(String message, @Nullable Throwable cause) {
        super("provider_unavailable", true, message, cause);
    }
}
