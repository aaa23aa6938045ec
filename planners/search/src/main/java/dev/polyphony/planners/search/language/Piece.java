package dev.polyphony.planners.search.language;

import java.util.List;

/**
 * A piece of a sentence that makes one clause.
 *
 * @param words as they stand
 * @param place what it is to the clause before
 */
record Piece(List<Word> words, Place place) {
    /** What a piece is to the clause before it. */
    enum Place {
        /** A clause like any other. */
        MAIN,
        /** Between parentheses. */
        ASIDE,
        /** What something is done for: "to remind me". */
        PURPOSE
    }
}
