package dev.polyphony.agent;

/** Makes a draft of a plan from a request. Keeps no state between calls; thread-safe. */
public interface Planner {
    /** Returns a stable name, shown with the plan: {@code search}, {@code llm}. */
    String name();

    /**
     * Returns a draft. Blocks; interruption cancels it. A request that no tool serves gets a draft that says so, not an
     * exception.
     *
     * @throws PolyphonyException if no draft could be made, as when the LLM cannot be reached
     */
    Draft plan(PlanRequest request);

    /**
     * Returns a draft as {@link #plan(PlanRequest)} does, and tells of each task as soon as it is written, so that it may be
     * started while the rest is still being written. Without a planner's own doing nothing is told.
     *
     * @throws PolyphonyException if no draft could be made; tasks may have been told by then
     */
    default Draft plan(PlanRequest request, PlanListener listener) {
        return plan(request);
    }
}
