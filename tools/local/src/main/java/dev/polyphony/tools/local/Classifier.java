package dev.polyphony.tools.local;

import dev.polyphony.agent.Embedder;
import dev.polyphony.agent.ToolArgumentsException;
import dev.polyphony.agent.Value.Label;
import dev.polyphony.agent.Value.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Sorts texts under labels that nobody trained it for: a label fits as well as a sentence about it is near to the text.
 * Labels that are all sentiments go to {@link Sentiment}, which knows them from examples. Thread-safe.
 */
final class Classifier {
    static final String DEFAULT_LABELS = "positive, neutral, negative";

    private static final double SHARPNESS = 15;
    private static final int GREATEST_LABELS = 100;

    private final Embedder embedder;
    private final Sentiment sentiment;

    Classifier(Embedder embedder) {
        this.embedder = embedder;
        this.sentiment = new Sentiment(embedder);
    }

    /**
     * Returns the labels with scores that sum to 1, best first.
     *
     * @param commaSeparated the labels; line breaks and semicolons part them too
     * @throws ToolArgumentsException if there are fewer than two labels, or too many
     */
    Labels classify(String text, String commaSeparated) {
        List<String> labels = Arrays.stream(commaSeparated.split("[,;\\n]"))
                .map(String::strip)
                .filter(label -> !label.isEmpty())
                .distinct()
                .toList();
        if (labels.size() < 2 || labels.size() > GREATEST_LABELS) {
            throw new ToolArgumentsException("labels (\"%s\") are %d, from 2 to %d are needed.\nMaybe \"%s\"."
                    .formatted(commaSeparated, labels.size(), GREATEST_LABELS, DEFAULT_LABELS));
        }
        return sentiment.knows(labels) ? sentiment.classify(text, labels) : byLikeness(text, labels);
    }

    private Labels byLikeness(String text, List<String> labels) {
        List<String> sentences = new ArrayList<>(labels);
        labels.forEach(label -> sentences.add("This text is about " + label + "."));
        List<float[]> vectors = embedder.embed(sentences);
        float[] wanted = embedder.embed(List.of(text)).get(0);
        double[] logits = new double[labels.size()];
        for (int i = 0; i < logits.length; i++) {
            double word = MiniLmEmbedder.cosine(wanted, vectors.get(i));
            double sentence = MiniLmEmbedder.cosine(wanted, vectors.get(labels.size() + i));
            logits[i] = SHARPNESS * (word + sentence) / 2;
        }
        return scored(labels, logits);
    }

    /** Returns the softmax of the logits, best first. */
    static Labels scored(List<String> labels, double[] logits) {
        double max = Arrays.stream(logits).max().orElse(0);
        double[] weights = Arrays.stream(logits).map(x -> Math.exp(x - max)).toArray();
        double sum = Arrays.stream(weights).sum();
        List<Label> scored = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            scored.add(new Label(labels.get(i), weights[i] / sum));
        }
        scored.sort(Comparator.comparingDouble(Label::score).reversed());
        return new Labels(scored);
    }
}
