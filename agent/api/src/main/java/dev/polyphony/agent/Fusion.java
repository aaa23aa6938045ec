package dev.polyphony.agent;

import java.util.function.Consumer;

/**
 * Makes the answer from the results of a run. The answer is Markdown and refers to artifacts as {@code ![label](artifact:ID)}
 * or {@code [label](artifact:ID)}; it says what failed and why. Thread-safe.
 */
public interface Fusion {
    /** Returns a stable name: {@code composed}, {@code llm}. */
    String name();

    /**
     * Writes the answer piece by piece. Blocks; interruption cancels it.
     *
     * @param pieces takes each piece as soon as it is there; together they are the answer
     * @throws PolyphonyException if no answer could be made
     */
    void fuse(FusionRequest request, Consumer<String> pieces);

    /**
     * Writes the answer as {@link #fuse(FusionRequest, Consumer)} does, and tells what that took, if anything is known of it.
     *
     * @param spent takes usage events whose task is null
     */
    default void fuse(FusionRequest request, Consumer<String> pieces, Consumer<RunEvent.Usage> spent) {
        fuse(request, pieces);
    }
}
