package dev.polyphony.agent;

import org.jspecify.annotations.Nullable;

/** No planner made a plan that could be run. */
public final class PlanningFailedException extends PolyphonyException {
    /** @param message what is wrong, then a line that begins "Maybe" */
    public PlanningFailedException(String message) {
        this(message, null);
    }

    /** @param cause what led to it; null if nothing did */
    public PlanningFailedException(String message, @Nullable Throwable cause) {
        super("planning_failed", true, message, cause);
    }
}
