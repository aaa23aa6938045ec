package dev.polyphony.agent;

import org.jspecify.annotations.Nullable;

/** The inputs do not fit what the tool takes. */
public final class ToolArgumentsException extends PolyphonyException {
    /** @param message what is wrong, then a line that begins "Maybe" */
    public ToolArgumentsException(String message) {
        this(message, null);
    }

    /** @param cause what led to it; null if nothing did */
    public ToolArgumentsException(String message, @Nullable Throwable cause) {
        super("tool_arguments", false, message, cause);
    }
}
