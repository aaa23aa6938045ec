package dev.polyphony.agent;

/** Chooses how a request in mode {@code auto} is answered: with tools, or by one model from end to end. Thread-safe. */
@FunctionalInterface
public interface ModeChooser {
    /** Returns the choice. Blocks; interruption cancels it. The request's toolbox holds the tools of mode {@code tools}. */
    Choice choose(PlanRequest request);

    /**
     * What was chosen.
     *
     * @param endToEnd true if the model answers
     * @param reason why, as the end of a sentence that begins with the mode
     */
    record Choice(boolean endToEnd, String reason) {}
}
