package dev.polyphony.testkit;

/**
 * What {@link ScriptedLlm} has seen so far.
 *
 * @param asked chat completions asked for
 * @param completed replies written to their end, faulty ones included
 * @param cancelled replies that the client did not wait for: it closed the connection before the end
 * @param unscripted requests that no rule had a reply for
 */
public record LlmCounts(int asked, int completed, int cancelled, int unscripted) {
    static final LlmCounts NONE = new LlmCounts(0, 0, 0, 0);

    LlmCounts plus(int moreAsked, int moreCompleted, int moreCancelled, int moreUnscripted) {
        return new LlmCounts(
                asked + moreAsked, completed + moreCompleted, cancelled + moreCancelled, unscripted + moreUnscripted);
    }
}
