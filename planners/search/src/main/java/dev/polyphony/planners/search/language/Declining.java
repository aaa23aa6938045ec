package dev.polyphony.planners.search.language;

import java.util.List;

/** "Don't read it aloud" asks for nothing: what is declined is not planned. */
final class Declining {
    private Declining() {}

    /**
     * Returns true if a piece of a sentence declines something.
     *
     * @param before whether the piece before it does; "or …" and "to …" go on with that
     */
    static boolean isIn(Piece piece, boolean before) {
        List<Word> words = piece.words();
        boolean goesOn = words.get(0).is("or", "nor") || piece.place() == Piece.Place.PURPOSE;
        if (before && goesOn) {
            return true;
        }
        int at = Openings.skip(words);
        if (at + 1 >= words.size()) {
            return false;
        }
        boolean never = words.get(at).is("never", "not") && !words.get(at + 1).is(Tag.PUNCT);
        boolean not = words.get(at).is("do", "does") && words.get(at + 1).is("n't", "not", "n\u2019t");
        if (words.get(at).lower().matches("(?:don|doesn)['\u2019]t")) {
            return !words.get(at + 1).is("you", "i", "we", "they", "it", "there");
        }
        boolean asks = at + 2 < words.size() && words.get(at + 2).is("you", "i", "we", "they", "it", "there");
        return never || not && !asks && at + 2 < words.size();
    }
}
