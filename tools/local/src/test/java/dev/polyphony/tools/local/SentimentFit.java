package dev.polyphony.tools.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Fits {@link Sentiment} to example sentences: {@code SentimentFit folder-of-examples file-of-weights}. It descends the
 * cross-entropy of a logistic regression, with momentum and a decay of the weights.
 */
final class SentimentFit {
    private static final int ROUNDS = 600;
    private static final double RATE = 2;
    private static final double MOMENTUM = 0.9;
    private static final double DECAY = 3e-4;

    private final List<float[]> vectors = new ArrayList<>();
    private final List<Integer> classes = new ArrayList<>();

    private SentimentFit() {}

    public static void main(String[] args) throws IOException {
        List<String> lines = new ArrayList<>();
        float[][] weights = fit(Path.of(args[0]));
        for (int c = 0; c < weights.length; c++) {
            StringBuilder line = new StringBuilder(Sentiment.NAMES.get(c));
            for (float weight : weights[c]) {
                line.append(String.format(Locale.ROOT, " %.4f", weight));
            }
            lines.add(line.toString());
        }
        Files.write(Path.of(args[1]), lines);
    }

    /** Returns the weights of each class, the bias last. */
    static float[][] fit(Path examples) throws IOException {
        SentimentFit fit = new SentimentFit();
        MiniLmEmbedder embedder = new MiniLmEmbedder();
        for (int c = 0; c < Sentiment.NAMES.size(); c++) {
            List<String> sentences = Files.readAllLines(examples.resolve(Sentiment.NAMES.get(c) + ".txt"));
            fit.vectors.addAll(embedder.embed(sentences));
            fit.classes.addAll(Collections.nCopies(sentences.size(), c));
        }
        return fit.descend();
    }

    private float[][] descend() {
        float[][] weights = new float[Sentiment.NAMES.size()][MiniLmEmbedder.DIMENSIONS + 1];
        double[][] steps = new double[weights.length][MiniLmEmbedder.DIMENSIONS + 1];
        for (int round = 0; round < ROUNDS; round++) {
            double[][] gradient = gradient(weights);
            for (int c = 0; c < weights.length; c++) {
                for (int d = 0; d < weights[c].length; d++) {
                    double slope = gradient[c][d] / vectors.size() + DECAY * weights[c][d];
                    steps[c][d] = MOMENTUM * steps[c][d] - RATE * slope;
                    weights[c][d] += (float) steps[c][d];
                }
            }
        }
        return weights;
    }

    private double[][] gradient(float[][] weights) {
        double[][] gradient = new double[weights.length][MiniLmEmbedder.DIMENSIONS + 1];
        double[] likely = new double[weights.length];
        for (int i = 0; i < vectors.size(); i++) {
            float[] vector = vectors.get(i);
            double sum = 0;
            for (int c = 0; c < likely.length; c++) {
                likely[c] = Math.exp(Sentiment.logit(weights[c], vector));
                sum += likely[c];
            }
            for (int c = 0; c < likely.length; c++) {
                double error = likely[c] / sum - (classes.get(i) == c ? 1 : 0);
                for (int d = 0; d < vector.length; d++) {
                    gradient[c][d] += error * vector[d];
                }
                gradient[c][vector.length] += error;
            }
        }
        return gradient;
    }
}
