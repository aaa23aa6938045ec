package dev.polyphony.planners.search.language;

import java.util.ArrayList;
import java.util.List;

/** Splits a sentence into clauses: at "then", at "and" or a comma before a verb, before a purpose, at "before" and "after". */
final class ClauseSplitter {
    private final List<Word> words;
    private final List<Piece> parts = new ArrayList<>();
    private int start;
    private Piece.Place place = Piece.Place.MAIN;

    private ClauseSplitter(List<Word> words) {
        this.words = words;
    }

    /** Returns the clauses in the order in which they are to be done; what stands between parentheses comes first. */
    static List<Piece> split(List<Word> sentence) {
        List<Word> plain = new ArrayList<>();
        List<Piece> pieces = asides(sentence, plain);
        ClauseSplitter splitter = new ClauseSplitter(List.copyOf(plain));
        splitter.run();
        splitter.parts.stream()
                .flatMap(part -> SharedVerb.split(part).stream())
                .forEach(part -> pieces.addAll(Aloud.split(part)));
        return pieces;
    }

    private static List<Piece> asides(List<Word> sentence, List<Word> plain) {
        List<Piece> asides = new ArrayList<>();
        int open = -1;
        for (int i = 0; i < sentence.size(); i++) {
            if (sentence.get(i).is("(", "[") && open < 0) {
                open = i;
            } else if (sentence.get(i).is(")", "]") && open >= 0) {
                if (i > open + 1) {
                    asides.add(new Piece(sentence.subList(open + 1, i), Piece.Place.ASIDE));
                }
                open = -1;
            } else if (open < 0) {
                plain.add(sentence.get(i));
            }
        }
        if (open >= 0) {
            plain.addAll(sentence.subList(open + 1, sentence.size()));
        }
        return asides;
    }

    private void run() {
        boolean inverted = false;
        for (int i = 0; i < words.size(); i++) {
            if (i > start && isBoundary(i)) {
                inverted |= words.get(i).is("after", "once");
                close(i);
                place = isPurpose(i) ? Piece.Place.PURPOSE : Piece.Place.MAIN;
            }
        }
        close(words.size());
        if (inverted && parts.size() == 2) {
            parts.add(parts.remove(0));
        }
    }

    private void close(int end) {
        if (end > start) {
            parts.add(new Piece(withObject(words.subList(start, end), end), place));
        }
        start = end;
    }

    /** In "read and translate the letter", what is read is the letter too. */
    private List<Word> withObject(List<Word> part, int end) {
        boolean bare = part.stream().noneMatch(w -> w.tag().isNominal() || w.is(Tag.PRON, Tag.DET, Tag.AUX))
                && part.stream().anyMatch(w -> w.is(Tag.VERB));
        if (!bare
                || end + 2 >= words.size()
                || !words.get(end).is(Tag.CCONJ) && !words.get(end).is(",")
                || !words.get(end + 1).is(Tag.VERB)) {
            return part;
        }
        List<Word> whole = new ArrayList<>(part);
        for (int i = end + 2;
                i < words.size() && !isJoint(words.get(i)) && !words.get(i).is(Tag.PUNCT);
                i++) {
            whole.add(words.get(i));
        }
        return whole;
    }

    private boolean isBoundary(int i) {
        Word word = words.get(i);
        if (word.is("!", "?", ":") && i + 1 < words.size()) {
            return false;
        }
        if (words.get(i - 1).is(":", "!", "?", "-", "--", "\u2013", "\u2014", "...")) {
            return true;
        }
        if (isJoint(word)) {
            int opening = skipJoints(i);
            boolean relative = opening == i + 1
                    && word.is(",")
                    && opening < words.size()
                    && words.get(opening).is("which", "who", "whose", "where", "whom");
            return !isJoint(words.get(i - 1))
                    && !relative
                    && opensClause(opening)
                    && hasContent(start, i, opening == i + 1 && word.is(","));
        }
        if (word.is("before", "after", "once") && i + 1 < words.size()) {
            Word next = words.get(i + 1);
            return next.is(Tag.VERB, Tag.PRON, Tag.AUX) && next.lower().matches(".*ing|you|i|we");
        }
        return isPurpose(i);
    }

    private static boolean isJoint(Word word) {
        return word.is(Tag.CCONJ) && !word.is("both", "either", "neither")
                || word.is(
                        ",",
                        "then",
                        "also",
                        "afterwards",
                        "finally",
                        "next",
                        "plus",
                        "&",
                        "followed",
                        "lastly",
                        "subsequently",
                        "additionally",
                        "+",
                        "->",
                        "/");
    }

    /** Returns where the predicate after joints, adverbs and politeness would begin. */
    private int skipJoints(int i) {
        int at = i;
        while (at < words.size()
                && (isJoint(words.get(at))
                        || words.get(at).is(Tag.INTJ, Tag.ADV) && !isQuestionWord(words.get(at))
                        || words.get(at).is("after", "that", "this") && at > i && isAfterThat(at))) {
            at++;
        }
        return at;
    }

    private boolean isAfterThat(int at) {
        return words.get(at).is("after")
                        && at + 1 < words.size()
                        && words.get(at + 1).is("that", "this", "which")
                || words.get(at).is("that", "this") && words.get(at - 1).is("after");
    }

    private boolean opensClause(int at) {
        if (at >= words.size()) {
            return false;
        }
        Word word = words.get(at);
        Word next = at + 1 < words.size() ? words.get(at + 1) : null;
        if (word.is(Tag.VERB)) {
            return !word.lower().endsWith("ed") && (!word.lower().endsWith("ing") || firstVerbIsGerund());
        }
        if (isQuestionWord(word)) {
            return true;
        }
        if (word.is(Tag.AUX)) {
            return true;
        }
        if (word.is("to") && next != null && next.is(Tag.VERB)) {
            return true;
        }
        return word.is("i", "we", "you", "it", "there", "let", "they", "this")
                && next != null
                && next.is(Tag.VERB, Tag.AUX);
    }

    private boolean firstVerbIsGerund() {
        return words.subList(start, words.size()).stream()
                .filter(w -> w.is(Tag.VERB))
                .findFirst()
                .map(w -> w.lower().endsWith("ing"))
                .orElse(false);
    }

    static boolean isQuestionWord(Word word) {
        return word.is("what", "who", "whom", "whose", "when", "where", "why", "how", "which");
    }

    /** After a mere comma, what stood before must have a verb: "from this passage, when did it happen" is one clause. */
    private boolean hasContent(int from, int to, boolean mereComma) {
        return words.subList(from, to).stream()
                .anyMatch(w -> w.is(Tag.VERB, Tag.AUX) || !mereComma && w.is(Tag.NOUN, Tag.PROPN));
    }

    /** "to" and a verb, after an object: "use the text to change the picture", but not "I want to", "help me to". */
    private boolean isPurpose(int i) {
        if (words.get(i).is("so") && i + 1 < words.size() && words.get(i + 1).is("that", "i", "we")) {
            return true;
        }
        boolean orderTo = words.get(i).is("in")
                && i + 2 < words.size()
                && words.get(i + 1).is("order")
                && words.get(i + 2).is("to");
        if (orderTo) {
            return true;
        }
        if (!words.get(i).is("to")
                || i + 1 >= words.size()
                || !words.get(i + 1).is(Tag.VERB, Tag.AUX)
                || words.get(i - 1).is("order")) {
            return false;
        }
        int verb = -1;
        for (int k = i - 1; k >= start && verb < 0; k--) {
            if (words.get(k).is(Tag.VERB)) {
                verb = k;
            }
        }
        return verb >= 0
                && !Openings.isDesire(words.get(verb))
                && words.subList(verb + 1, i).stream().anyMatch(w -> w.tag().isNominal() || w.is("it", "this", "them"));
    }
}
