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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells positive, neutral and negative texts apart: a logistic regression over sentence vectors, fitted at the first use to
 * the example sentences that lie beside this class. A text of several sentences is judged by the mean of them. Thread-safe.
 */
final class Sentiment {
    private static final List<String> NAMES = List.of("positive", "neutral", "negative");
    private static final int ROUNDS = 600;
    private static final double RATE = 2;
    private static final double MOMENTUM = 0.9;
    private static final double DECAY = 3e-4;

    private final Embedder embedder;
    private double @Nullable [][] weights;

    Sentiment(Embedder embedder) {
        this.embedder = embedder;
    }

    /** Returns true if all labels are sentiments. */
    boolean knows(List<String> labels) {
        return labels.stream().allMatch(label -> NAMES.contains(label.toLowerCase(Locale.ROOT)));
    }

    /** @param labels some of positive, neutral and negative, in any case */
    Labels classify(String text, List<String> labels) {
        double[][] fitted = fitted();
        List<String> sentences = Language.sentences(text);
        double[] logits = new double[labels.size()];
        for (float[] vector : embedder.embed(sentences)) {
            for (int i = 0; i < logits.length; i++) {
                double[] of = fitted[NAMES.indexOf(labels.get(i).toLowerCase(Locale.ROOT))];
                logits[i] += dot(of, vector) / sentences.size();
            }
        }
        return Classifier.scored(labels, logits);
    }

    /** Fits the weights unless they are fitted. */
    synchronized double[][] fitted() {
        if (weights == null) {
            List<float[]> vectors = new ArrayList<>();
            List<Integer> classes = new ArrayList<>();
            for (int name = 0; name < NAMES.size(); name++) {
                List<float[]> ofName = embedder.embed(examples(NAMES.get(name)));
                vectors.addAll(ofName);
                classes.addAll(Collections.nCopies(ofName.size(), name));
            }
            weights = fit(vectors, classes);
        }
        return weights;
    }

    /** Descends the cross-entropy with momentum; the bias is the last weight of a class. */
    private static double[][] fit(List<float[]> vectors, List<Integer> classes) {
        int dimensions = vectors.get(0).length;
        double[][] weights = new double[NAMES.size()][dimensions + 1];
        double[][] steps = new double[NAMES.size()][dimensions + 1];
        for (int round = 0; round < ROUNDS; round++) {
            double[][] gradient = gradient(weights, vectors, classes);
            for (int c = 0; c < weights.length; c++) {
                for (int d = 0; d <= dimensions; d++) {
                    double slope = gradient[c][d] / vectors.size() + DECAY * weights[c][d];
                    steps[c][d] = MOMENTUM * steps[c][d] - RATE * slope;
                    weights[c][d] += steps[c][d];
                }
            }
        }
        return weights;
    }

    private static double[][] gradient(double[][] weights, List<float[]> vectors, List<Integer> classes) {
        int dimensions = vectors.get(0).length;
        double[][] gradient = new double[weights.length][dimensions + 1];
        double[] likely = new double[weights.length];
        for (int i = 0; i < vectors.size(); i++) {
            float[] vector = vectors.get(i);
            double sum = 0;
            for (int c = 0; c < likely.length; c++) {
                likely[c] = Math.exp(dot(weights[c], vector));
                sum += likely[c];
            }
            for (int c = 0; c < likely.length; c++) {
                double error = likely[c] / sum - (classes.get(i) == c ? 1 : 0);
                for (int d = 0; d < dimensions; d++) {
                    gradient[c][d] += error * vector[d];
                }
                gradient[c][dimensions] += error;
            }
        }
        return gradient;
    }

    private static double dot(double[] weights, float[] vector) {
        double sum = weights[vector.length];
        for (int d = 0; d < vector.length; d++) {
            sum += weights[d] * vector[d];
        }
        return sum;
    }

    private static List<String> examples(String name) {
        String file = "sentiment/%s.txt".formatted(name);
        try (InputStream in = Sentiment.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new FileNotFoundException(file);
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
