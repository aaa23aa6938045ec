package dev.polyphony.tools.anytoany.pipeline;

import java.util.Comparator;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Chooses tokens: by temperature, then the likeliest few, then the likeliest share, then by chance. Not thread-safe. */
final class TokenChoice {
    private final Sampling sampling;
    private final SplittableRandom random;

    TokenChoice(Sampling sampling) {
        this.sampling = sampling;
        random = new SplittableRandom(sampling.seed());
    }

    /**
     * Returns a token.
     *
     * @param logits how likely each is
     * @param size tokens from here on are never chosen
     * @param forbidden nor are these
     */
    int choose(float[] logits, int size, Set<Integer> forbidden) {
        int likeliest = likeliest(logits, Math.min(size, logits.length), forbidden);
        if (sampling.isGreedy()) {
            return likeliest;
        }
        int[] candidates = IntStream.range(0, Math.min(size, logits.length))
                .filter(id -> !forbidden.contains(id))
                .boxed()
                .sorted(Comparator.comparingDouble(id -> -logits[id]))
                .limit(sampling.topK())
                .mapToInt(Integer::intValue)
                .toArray();
        return drawn(logits, candidates);
    }

    private static int likeliest(float[] logits, int size, Set<Integer> forbidden) {
        int best = -1;
        for (int id = 0; id < size; id++) {
            if ((best < 0 || logits[id] > logits[best]) && !forbidden.contains(id)) {
                best = id;
            }
        }
        if (best < 0) {
            throw new IllegalStateException("all %d tokens are forbidden".formatted(size));
        }
        return best;
    }

    private int drawn(float[] logits, int[] candidates) {
        double[] shares = new double[candidates.length];
        double all = 0;
        for (int i = 0; i < shares.length; i++) {
            shares[i] = Math.exp((logits[candidates[i]] - logits[candidates[0]]) / sampling.temperature());
            all += shares[i];
        }
        double kept = 0;
        int count = 0;
        while (count < shares.length && (count == 0 || kept < sampling.topP() * all)) {
            kept += shares[count++];
        }
        double point = random.nextDouble() * kept;
        for (int i = 0; i < count; i++) {
            point -= shares[i];
            if (point < 0) {
                return candidates[i];
            }
        }
        return candidates[count - 1];
    }
}
