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
            boolean means = false;
            boolean declined = false;
            for (Piece piece : ClauseSplitter.split(sentence)) {
                declined = Declining.isIn(piece, declined);
                if (declined) {
                    continue;
                }
                Clause clause = Clauses.of(piece, means);
                if (clauses.size() > 0 && clause.mood() != Mood.QUESTION) {
                    clauses.set(
                            clauses.size() - 1, clauses.get(clauses.size() - 1).introducing(false));
                }
                means = clause.mood() == Mood.MEANS;
                if (!clauses.isEmpty() && clause.isTail()) {
                    clauses.set(
                            clauses.size() - 1, clauses.get(clauses.size() - 1).with(clause));
                    continue;
                }
                if (!clause.words().isEmpty()) {
                    clauses.add(clause);
                }
            }
        }
        if (!clauses.isEmpty()) {
            clauses.set(clauses.size() - 1, clauses.get(clauses.size() - 1).introducing(false));
        }
        return new Reading(request, Foreign.imply(clauses));
    }

    /** Returns all literals, in order of mention. */
    public List<Literal> literals() {
        return clauses.stream().flatMap(c -> c.literals().stream()).toList();
    }
}
