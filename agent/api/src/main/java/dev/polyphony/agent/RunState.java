package dev.polyphony.agent;

/** Where a run stands. */
public enum RunState {
    /** It goes on. */
    RUNNING,
    /** It came to its end. */
    COMPLETED,
    /** It could not give an answer. */
    FAILED,
    /** Its user stopped it. */
    CANCELLED,
    /** The process ended before it did. */
    INTERRUPTED
}
