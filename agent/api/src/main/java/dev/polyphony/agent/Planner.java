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
}
