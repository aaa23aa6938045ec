package dev.polyphony.agent;

import org.jspecify.annotations.Nullable;

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
     * @param planned what a planner made of the request with tools to choose by, so that it need not plan again; null for
     *     nothing
     */
    record Choice(boolean endToEnd, String reason, @Nullable Planned planned) {
        /** Returns a choice that was made without planning. */
        public Choice(boolean endToEnd, String reason) {
            this(endToEnd, reason, null);
        }
    }

    /**
     * A draft, and who made it.
     *
     * @param planner the very object; another one's draft is its own affair
     * @param draft of the request that the mode was chosen for
     */
    record Planned(Planner planner, Draft draft) {}
}
