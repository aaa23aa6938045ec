package dev.polyphony.planners.search.build;

import dev.polyphony.planners.search.language.Clause;
import dev.polyphony.planners.search.language.Phrase;
import java.util.List;
import java.util.Map;

/**
 * A clause of the request with how well each tool fits it.
 *
 * @param index place in the request
 * @param clause the words
 * @param scores one a tool
 * @param phraseScores for each noun phrase that is no pronoun, one score a tool
 * @param parts phrases that may ask for a task of their own
 * @param spoken its noun phrases and those of the means that it is done with
 */
public record Step(
        int index,
        Clause clause,
        List<Double> scores,
        Map<Phrase, List<Double>> phraseScores,
        List<Part> parts,
        List<Phrase> spoken) {
    public Step {
        scores = List.copyOf(scores);
        parts = List.copyOf(parts);
    }
}
