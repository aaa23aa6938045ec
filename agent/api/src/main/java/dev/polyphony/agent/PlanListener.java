package dev.polyphony.agent;

/**
 * Hears of a plan while it is being made. Called by the planner's thread, one call after the other, until the planner
 * returns; a planner may ignore it.
 */
public interface PlanListener {
    /** Hears nothing. */
    PlanListener NONE = new PlanListener() {};

    /**
     * A task has been written, and will be in the draft as it is. Tasks come in the order in which they are written; one that
     * takes outputs of others comes after them, or is passed over.
     */
    default void task(Task task) {}

    /** Making the plan took this; the event's task is null. */
    default void usage(RunEvent.Usage usage) {}
}
