package dev.polyphony.tools.local;

import dev.polyphony.agent.Embedder;
import dev.polyphony.agent.Value.Labels;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Tells positive, neutral and negative texts apart: a logistic regression over sentence vectors of MiniLM, whose weights lie
 * beside this class and were fitted by {@code SentimentFit} in the tests. A text of several sentences is judged by the mean
 * of them. Thread-safe.
 */
final class Sentiment {
    /** The labels that it knows; a line of the file of weights begins with one and holds its weights, the bias last. */
    static final List<String> NAMES = List.of("positive", "neutral", "negative");

    private static final String FILE = "sentiment-weights.txt";

    private final Embedder embedder;
    private final Map<String, float[]> weights = read();

    Sentiment(Embedder embedder) {
        this.embedder = embedder;
    }

    /** Returns true if all labels are sentiments. */
    boolean knows(List<String> labels) {
        return labels.stream().allMatch(label -> weights.containsKey(label.toLowerCase(Locale.ROOT)));
    }

    /** @param labels some of positive, neutral and negative, in any case */
    Labels classify(String text, List<String> labels) {
        List<float[]> vectors = embedder.embed(Language.sentences(text));
        double[] logits = new double[labels.size()];
        for (int i = 0; i < logits.length; i++) {
            float[] of = weights.getOrDefault(labels.get(i).toLowerCase(Locale.ROOT), new float[0]);
            for (float[] vector : vectors) {
                logits[i] += logit(of, vector) / vectors.size();
            }
        }
        return Classifier.scored(labels, logits);
    }

    static double logit(float[] weights, float[] vector) {
        double sum = weights[vector.length];
        for (int d = 0; d < vector.length; d++) {
            sum += weights[d] * vector[d];
        }
        return sum;
    }

    private static Map<String, float[]> read() {
        try (InputStream in = Sentiment.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new FileNotFoundException(FILE);
            }
            Map<String, float[]> weights = new HashMap<>();
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line : reader.lines().toList()) {
                String[] parts = line.split(" ");
                float[] of = new float[parts.length - 1];
                for (int i = 0; i < of.length; i++) {
                    of[i] = Float.parseFloat(parts[i + 1]);
                }
                weights.put(parts[0], of);
            }
            return Map.copyOf(weights);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
