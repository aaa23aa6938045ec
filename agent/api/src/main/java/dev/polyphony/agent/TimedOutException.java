package dev.polyphony.agent;

import org.jspecify.annotations.Nullable;

/** An attempt or a run took longer than its deadline (408, 504). */
public final class TimedOutException extends PolyphonyException {
    /** @param message what is wrong, then a line that begins "Maybe" */
    public TimedOutException(String message) {
        this(message, null);
    }

    /** @param cause what led to it; null if nothing did */
    public TimedOutException(String message, @Nullable Throwable cause) {
        super("timed_out", true, message, cause);
    }
}
