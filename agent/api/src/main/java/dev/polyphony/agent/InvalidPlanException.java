package dev.polyphony.agent;

import org.jspecify.annotations.Nullable;

/** A plan breaks a rule: a cycle, a type mismatch, a missing dependency. Do not retry the same plan. */
public final class InvalidPlanException extends PolyphonyException {
    /** @param message what is wrong, then a line that begins "Maybe" */
    public InvalidPlanException(String message) {
        this(message, null);
    }

    /** @param cause what led to it; null if nothing did */
    public InvalidPlanException(String message, @Nullable Throwable cause) {
        super("invalid_plan", false, message, cause);
    }
}
