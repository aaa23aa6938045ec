package dev.polyphony.planners.search.match;

import dev.polyphony.agent.Embedder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Vectors of texts, remembered: the same words are embedded once. Thread-safe. */
public final class Vectors {
    private static final int REMEMBERED = 20_000;
    private final Embedder embedder;
    private final Map<String, float[]> known = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Remembers what this embedder makes. */
    public Vectors(Embedder embedder) {
        this.embedder = embedder;
    }

    /** Returns one vector for each text, in order; those that are not known are embedded together. */
    public List<float[]> of(List<String> texts) {
        Set<String> fresh = new LinkedHashSet<>(texts);
        Map<String, float[]> found = new LinkedHashMap<>();
        synchronized (known) {
            for (String text : texts) {
                float[] vector = known.get(text);
                if (vector != null) {
                    found.put(text, vector);
                    fresh.remove(text);
                }
            }
        }
        if (!fresh.isEmpty()) {
            List<String> asked = List.copyOf(fresh);
            List<float[]> made = embedder.embed(asked);
            synchronized (known) {
                for (int i = 0; i < asked.size(); i++) {
                    known.put(asked.get(i), made.get(i));
                    found.put(asked.get(i), made.get(i));
                }
            }
        }
        List<float[]> vectors = new ArrayList<>(texts.size());
        texts.forEach(text -> vectors.add(found.get(text)));
        return vectors;
    }

    /** Returns the inner product: the cosine, as vectors have length 1. */
    public static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
