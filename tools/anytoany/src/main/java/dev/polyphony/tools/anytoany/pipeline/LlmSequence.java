package dev.polyphony.tools.anytoany.pipeline;

import dev.polyphony.tools.anytoany.tensor.Tensor;

/** One growing sequence of a language model, with its KV cache. Not thread-safe. */
public interface LlmSequence extends AutoCloseable {
    /** What the model makes of the last position that it was fed. */
    interface Step {
        /** Returns the last layer's hidden state, after the final norm, [1, width]: what the head sees. */
        Tensor hidden();

        /** Returns how likely each token is next, one number a token of the vocabulary, as the caller's own. */
        float[] logits();
    }

    /** Returns how many positions it was fed. */
    int length();

    /** Feeds embeddings, [n, width] with n at least 1, and returns what the last one leads to. */
    Step feed(Tensor embeddings);

    /** Frees the cache. */
    @Override
    void close();
}
