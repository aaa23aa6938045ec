package dev.polyphony.planners.search.match;

import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Toolbox;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All tools of a toolbox, ready to be matched. A score is a deviation: how much more like a text is to a tool than everyday
 * requests are, in standard deviations; so 0 is chance and 3 is a fit in any catalogue. Immutable; thread-safe.
 */
public final class ToolIndex {
    private static final double WORDS = 0.25;
    private static final List<String> CONVERSIONS = List.of(
            "read the text in the picture",
            "transcribe the speech into text",
            "extract the sound track of the video",
            "take a frame out of the video");

    private final Vectors vectors;
    private final List<Card> cards;
    private final List<Facets> facets = new ArrayList<>();
    private final List<List<float[]>> sides = new ArrayList<>();
    private final Map<String, Double> rarity = new HashMap<>();
    private final double[] mean;
    private final double[] spread;
    private final List<Double> priors;

    private ToolIndex(Vectors vectors, List<Card> cards) {
        this.vectors = vectors;
        this.cards = List.copyOf(cards);
        for (Card card : cards) {
            facets.add(Facets.of(card.signature()));
        }
        List<String> all = facets.stream().flatMap(f -> f.texts().stream()).toList();
        List<float[]> made = vectors.of(all);
        int at = 0;
        for (Facets facet : facets) {
            sides.add(List.copyOf(made.subList(at, at + facet.texts().size())));
            at += facet.texts().size();
        }
        List<String> background = Background.lines();
        weighWords(background);
        mean = new double[cards.size()];
        spread = new double[cards.size()];
        calibrate(background);
        priors = priors();
    }

    /** Returns the index of a toolbox, absent tools included. */
    public static ToolIndex of(Toolbox toolbox, Vectors vectors) {
        List<Card> cards = new ArrayList<>();
        toolbox.tools().forEach(tool -> cards.add(new Card(tool.signature(), null)));
        toolbox.absent().forEach(tool -> cards.add(new Card(tool.signature(), tool.remedy())));
        return new ToolIndex(vectors, cards);
    }

    /** Returns the tools, in the order of scores. */
    public List<Card> cards() {
        return cards;
    }

    /** Returns for each text one score a tool. */
    public List<double[]> scores(List<String> texts) {
        List<double[]> scores = raw(texts);
        for (double[] row : scores) {
            for (int t = 0; t < row.length; t++) {
                row[t] = (row[t] - mean[t]) / spread[t];
            }
        }
        return scores;
    }

    /** Returns true if types tell tools apart: some port holds more than text. */
    public boolean isTyped() {
        return cards.stream()
                .map(Card::signature)
                .flatMap(s -> Stream.concat(s.inputs().stream(), s.outputs().stream()))
                .anyMatch(p -> p.modality() != Modality.TEXT);
    }

    /** Returns the score that the best of all tools reaches by chance. */
    public double chance() {
        return Math.sqrt(2 * Math.log(Math.max(2, cards.size())));
    }

    /** Returns true if the text names what the tool does: "a summary" for one that summarizes, "spoken" for one that speaks. */
    public boolean isActionOf(int tool, String text) {
        return Words.stems(text).stream().anyMatch(facets.get(tool).actions()::contains);
    }

    /** Returns true if the tool's sentence, name or examples use a word of the text. */
    public boolean uses(int tool, String text) {
        return Words.stems(text).stream().anyMatch(facets.get(tool).stems()::contains);
    }

    /** Returns for each tool how much it is like plain conversion: reading, transcribing, taking out. */
    public List<Double> conversionPriors() {
        return priors;
    }

    private List<Double> priors() {
        List<Double> found = new ArrayList<>();
        List<double[]> rows = scores(CONVERSIONS);
        for (int t = 0; t < cards.size(); t++) {
            double best = 0;
            for (double[] row : rows) {
                best = Math.max(best, row[t]);
            }
            found.add(best);
        }
        return List.copyOf(found);
    }

    private List<double[]> raw(List<String> texts) {
        List<float[]> asked = vectors.of(texts);
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            Set<String> stems = Words.stems(texts.get(i));
            double[] row = new double[cards.size()];
            for (int t = 0; t < row.length; t++) {
                row[t] = likeness(asked.get(i), sides.get(t))
                        + WORDS * overlap(stems, facets.get(t).stems());
            }
            rows.add(row);
        }
        return rows;
    }

    /** Half the best side, half the mean of sentence, name and the two best examples. */
    private static double likeness(float[] text, List<float[]> sides) {
        double does = Vectors.cosine(text, sides.get(0));
        double name = Vectors.cosine(text, sides.get(1));
        double first = -1;
        double second = -1;
        for (int s = 2; s < sides.size(); s++) {
            double example = Vectors.cosine(text, sides.get(s));
            if (example > first) {
                second = first;
                first = example;
            } else if (example > second) {
                second = example;
            }
        }
        double best = Math.max(Math.max(does, name), first);
        double examples = second > -1 ? (first + second) / 2 : first;
        double middle = first > -1 ? (does + name + 2 * examples) / 4 : (does + name) / 2;
        return 0.5 * best + 0.5 * middle;
    }

    /** The share of the text's words, weighed by rarity, that the tool uses too. */
    private double overlap(Set<String> text, Set<String> tool) {
        double shared = 0;
        double all = 0;
        for (String stem : text) {
            double weight = rarity.getOrDefault(stem, 1.0);
            all += weight;
            shared += tool.contains(stem) ? weight : 0;
        }
        return all == 0 ? 0 : shared / (all + 1);
    }

    /** A word that many tools or everyday requests use says little. */
    private void weighWords(List<String> background) {
        Map<String, Integer> uses = new HashMap<>();
        facets.forEach(f -> f.stems().forEach(s -> uses.merge(s, 1, Integer::sum)));
        background.forEach(line -> Words.stems(line).forEach(s -> uses.merge(s, 1, Integer::sum)));
        double all = facets.size() + background.size();
        uses.forEach((stem, n) -> rarity.put(stem, Math.log(1 + all / n) / Math.log(1 + all)));
    }

    private void calibrate(List<String> background) {
        List<double[]> rows = raw(background);
        for (int t = 0; t < cards.size(); t++) {
            double sum = 0;
            double squares = 0;
            for (double[] row : rows) {
                sum += row[t];
                squares += row[t] * row[t];
            }
            mean[t] = sum / rows.size();
            spread[t] = Math.max(0.05, Math.sqrt(Math.max(0, squares / rows.size() - mean[t] * mean[t])));
        }
    }
}
