package dev.polyphony.planners.search.match;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Scores of some texts against all tools of an index.
 *
 * @param rows text to one score a tool
 */
public record ScoreTable(Map<String, List<Double>> rows) {

    /** Scores texts, each once, in one call of the model. */
    public static ScoreTable of(Collection<String> texts, ToolIndex index) {
        List<String> asked = texts.stream().distinct().toList();
        List<double[]> scored = index.scores(asked);
        Map<String, List<Double>> rows = new HashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            rows.put(asked.get(i), Arrays.stream(scored.get(i)).boxed().toList());
        }
        return new ScoreTable(Map.copyOf(rows));
    }

    /**
     * Returns the scores of a text, one a tool.
     *
     * @throws IllegalArgumentException if the text was not scored
     */
    public List<Double> of(String text) {
        List<Double> row = rows.get(text);
        if (row == null) {
            throw new IllegalArgumentException("\"%s\" was not scored".formatted(text));
        }
        return row;
    }

    /** Returns the mean of the scores of two texts, one a tool. */
    public List<Double> middle(String one, String other) {
        List<Double> a = of(one);
        List<Double> b = of(other);
        return IntStream.range(0, a.size())
                .mapToObj(t -> (a.get(t) + b.get(t)) / 2)
                .toList();
    }
}
