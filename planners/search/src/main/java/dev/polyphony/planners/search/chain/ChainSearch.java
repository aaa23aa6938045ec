package dev.polyphony.planners.search.chain;

import dev.polyphony.planners.search.language.Clause;
import dev.polyphony.planners.search.language.Mood;
import dev.polyphony.planners.search.language.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The chains of calls that serve a request.
 *
 * @param pieces of the request, in the order of doing
 * @param scores of each piece, one a tool
 * @param chains best first; the first one may be empty
 * @param linked true if each call needs what the one before yields; false if they only come in this order
 */
public record ChainSearch(List<String> pieces, List<List<Double>> scores, List<Chain> chains, boolean linked) {
    private static final Pattern ID = Pattern.compile("(?i)\\b(?:id|number|no\\.?|code)\\b\\W{0,4}(?:is\\W+)?\\w*\\d");

    /** Searches. */
    public static ChainSearch of(Reading reading, ChainIndex index) {
        Facts facts = index.facts();
        if (facts != null) {
            Hops hops = Hops.of(reading, facts.entities());
            if (!hops.hops().isEmpty()) {
                HopSearch search =
                        new HopSearch(index, hops, ID.matcher(reading.text()).find());
                return new ChainSearch(
                        hops.hops().stream().map(Hop::text).toList(), boxed(search.rows()), search.run(), true);
            }
        }
        List<String> pieces = pieces(reading);
        List<double[]> scores = index.scores(pieces);
        return new ChainSearch(pieces, boxed(scores), new ClauseSearch(index).run(scores), false);
    }

    private static List<String> pieces(Reading reading) {
        List<String> asked = reading.clauses().stream()
                .filter(c -> c.mood() != Mood.CONTEXT)
                .map(Clause::text)
                .toList();
        return asked.isEmpty() ? List.of(reading.text().strip()) : asked;
    }

    private static List<List<Double>> boxed(List<double[]> rows) {
        List<List<Double>> all = new ArrayList<>();
        for (double[] row : rows) {
            List<Double> one = new ArrayList<>();
            for (double score : row) {
                one.add(score);
            }
            all.add(List.copyOf(one));
        }
        return List.copyOf(all);
    }
}
