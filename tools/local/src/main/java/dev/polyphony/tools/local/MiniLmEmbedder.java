package dev.polyphony.tools.local;

import dev.polyphony.agent.Embedder;
import java.util.ArrayList;
import java.util.List;

/**
 * Places English texts in the 384 dimensions of all-MiniLM-L6-v2, in this process and without a network. The model is
 * loaded at the first use, once for the whole process. A text of more than 510 word pieces is the mean of its parts.
 * Thread-safe.
 */
public final class MiniLmEmbedder implements Embedder {
    /** The length of a vector. */
    public static final int DIMENSIONS = 384;

    private static final String NAME = "all-MiniLM-L6-v2@langchain4j-1.20.0-beta30, whole";

    /** Returns an embedder; all of them share one model. */
    public MiniLmEmbedder() {}

    @Override
    public String name() {
        return NAME;
    }

    /**
     * Returns one vector of length 1 for each text, in order; a blank text gets the vector of all zeros, which is near to
     * nothing. Blocks: a millisecond or two a sentence, and about a second more at the first use. A
     * text's vector does not depend on the texts beside it.
     */
    @Override
    public List<float[]> embed(List<String> texts) {
        List<String> said = texts.stream().filter(text -> !text.isBlank()).toList();
        List<float[]> vectors = said.isEmpty() ? List.of() : Shared.NET.embed(said);
        List<float[]> all = new ArrayList<>();
        int next = 0;
        for (String text : texts) {
            all.add(text.isBlank() ? new float[DIMENSIONS] : vectors.get(next++));
        }
        return all;
    }

    /** Returns the vector of one text. */
    public float[] embed(String text) {
        return embed(List.of(text)).get(0);
    }

    /** Returns the cosine of two vectors of length 1. */
    static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return Math.max(-1, Math.min(1, sum));
    }

    /** Loads the model when it is first named. */
    private static final class Shared {
        private static final MiniLmNet NET = MiniLmNet.load();
    }
}
