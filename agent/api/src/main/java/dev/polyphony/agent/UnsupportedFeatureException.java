package dev.polyphony.agent;

import org.jspecify.annotations.Nullable;

/** The binding, program or model lacks the ability that was asked for. */
public final class UnsupportedFeatureException extends PolyphonyException {
    /** @param message what is wrong, then a line that begins "Maybe" */
    public UnsupportedFeatureException(String message) {
        this(message, null);
    }

    /** @param cause what led to it; null if nothing did */
    public UnsupportedFeatureException(String message, @Nullable Throwable cause) {
        super("unsupported_feature", false, message, cause);
    }
}
