package dev.polyphony.tools.local;

import dev.polyphony.agent.Embedder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Summarises a text by its most central sentences, in their own order: sentences are nodes, the likeness of their vectors
 * is the weight of the edge between them, and a random walk tells how central each is. What repeats a chosen sentence is
 * passed over.
 */
final class TextRank {
    private static final double DAMPING = 0.85;
    private static final int ROUNDS = 50;
    private static final double REPETITION = 0.85;
    private static final int LEAST_WORDS = 4;
    private static final Pattern END = Pattern.compile("[.!?:…][\\p{Punct}”’]*$");

    private final Embedder embedder;

    TextRank(Embedder embedder) {
        this.embedder = embedder;
    }

    /** Returns at most that many sentences of the text, joined by spaces. */
    String summarize(String text, int count) {
        List<String> sentences = Language.sentences(text);
        if (sentences.size() <= count) {
            return String.join(" ", sentences);
        }
        List<float[]> vectors = embedder.embed(sentences);
        double[] ranks = ranks(vectors);
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] *= weight(sentences.get(i), i, sentences.size());
        }
        List<Integer> chosen = new ArrayList<>();
        IntStream.range(0, ranks.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -ranks[i]))
                .filter(i -> chosen.stream()
                        .noneMatch(c -> MiniLmEmbedder.cosine(vectors.get(c), vectors.get(i)) > REPETITION))
                .limit(count)
                .forEach(chosen::add);
        return String.join(" ", chosen.stream().sorted().map(sentences::get).toList());
    }

    /** Headings, greetings and scraps, which no full stop ends, count less, the opening of a text counts a little more. */
    private static double weight(String sentence, int index, int count) {
        boolean whole = sentence.split(" ").length >= LEAST_WORDS
                && END.matcher(sentence).find();
        double length = whole ? 1 : 0.3;
        double place = index == 0 ? 1.15 : index < count / 5.0 ? 1.05 : 1;
        return length * place;
    }

    static double[] ranks(List<float[]> vectors) {
        int n = vectors.size();
        double[][] edges = new double[n][n];
        double[] sums = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                edges[i][j] = i == j ? 0 : Math.max(0, MiniLmEmbedder.cosine(vectors.get(i), vectors.get(j)));
                sums[i] += edges[i][j];
            }
        }
        double[] ranks = new double[n];
        Arrays.fill(ranks, 1.0 / n);
        for (int round = 0; round < ROUNDS; round++) {
            double[] next = new double[n];
            Arrays.fill(next, (1 - DAMPING) / n);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    next[j] += DAMPING * (sums[i] == 0 ? ranks[i] / n : ranks[i] * edges[i][j] / sums[i]);
                }
            }
            ranks = next;
        }
        return ranks;
    }
}
