package dev.polyphony.agent;

import org.jspecify.annotations.Nullable;

/** The body of a tool threw, or returned what it did not promise; the cause is kept. */
public final class ToolFailedException extends PolyphonyException {
    /** @param message what is wrong, then a line that begins "Maybe" */
    public ToolFailedException(String message) {
        this(message, null);
    }

    /** @param cause what led to it; null if nothing did */
    public ToolFailedException(String message, @Nullable Throwable cause) {
        super("tool_failed", false, message, cause);
    }
}
