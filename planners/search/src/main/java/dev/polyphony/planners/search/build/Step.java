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

    /** Returns this step without the phrases that hang on these parts: what is said of "a summary of the letter" is said of it. */
    Step without(List<Part> made) {
        List<Phrase> left = spoken.stream()
                .filter(phrase -> made.stream().noneMatch(part -> hangsOn(phrase, part.phrase())))
                .toList();
        return new Step(index, clause, scores, phraseScores, parts, left);
    }

    private static boolean hangsOn(Phrase phrase, Phrase owner) {
        return phrase.start() > owner.start()
                && phrase.literal() == null
                && owner.text().length() > owner.core().length()
                && owner.text().contains(phrase.core());
    }
}
