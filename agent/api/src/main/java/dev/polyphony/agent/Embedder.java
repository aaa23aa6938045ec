package dev.polyphony.agent;

import java.util.List;

/** Places texts in a vector space in which like meanings are near. Thread-safe. */
public interface Embedder {
    /** Returns a stable name of the model with its version; vectors of different models must not be compared. */
    String name();

    /** Returns one vector of length 1 for each text, in order. Blocks. */
    List<float[]> embed(List<String> texts);
}
