package dev.polyphony.planners.search.language;

import java.util.ArrayList;
import java.util.List;

/**
 * A request as it was read.
 *
 * @param text as written
 * @param clauses in the order in which they are to be done
 */
public record Reading(String text, List<Clause> clauses) {
    public Reading {
        clauses = List.copyOf(clauses);
    }

    /** Reads a request. */
    public static Reading of(String request, Tagger tagger) {
        List<Clause> clauses = new ArrayList<>();
        for (List<Word> sentence : tagger.read(request)) {
            for (List<Word> part : ClauseSplitter.split(sentence)) {
                Clause clause = Clauses.of(part);
                if (!clause.words().isEmpty()) {
                    clauses.add(clause);
                }
            }
        }
        return new Reading(request, clauses);
    }

    /** Returns all literals, in order of mention. */
    public List<Literal> literals() {
        return clauses.stream().flatMap(c -> c.literals().stream()).toList();
    }
}
