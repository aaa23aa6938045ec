package dev.polyphony.bench.plan;

import dev.polyphony.agent.Embedder;
import java.util.List;

/** Counts how long another embedder works, and for how many texts. For one thread. */
final class TimedEmbedder implements Embedder {
    private final Embedder embedder;
    private long nanos;
    private int texts;

    TimedEmbedder(Embedder embedder) {
        this.embedder = embedder;
    }

    @Override
    public String name() {
        return embedder.name();
    }

    @Override
    public List<float[]> embed(List<String> asked) {
        long start = System.nanoTime();
        try {
            return embedder.embed(asked);
        } finally {
            nanos += System.nanoTime() - start;
            texts += asked.size();
        }
    }

    /** Returns the milliseconds so far. */
    double millis() {
        return nanos / 1e6;
    }

    /** Returns the number of texts so far. */
    int texts() {
        return texts;
    }
}
