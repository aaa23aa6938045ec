package dev.polyphony.planners.search.language;

import java.util.ArrayList;
import java.util.List;

/** Finds noun phrases: determiner, modifiers, nouns; and the pronouns that stand for things. */
final class Phrases {
    private Phrases() {}

    static List<Phrase> of(List<Word> words) {
        List<Phrase> phrases = new ArrayList<>();
        int i = 0;
        while (i < words.size()) {
            int end = end(words, i);
            if (end > i) {
                phrases.add(new Phrase(words.subList(i, end), i, owner(words, i, phrases), ""));
                i = end;
            } else {
                i++;
            }
        }
        List<Phrase> whole = new ArrayList<>();
        for (int p = 0; p < phrases.size(); p++) {
            whole.add(withText(words, phrases, p));
        }
        return List.copyOf(whole);
    }

    /** Returns the end of the phrase that starts here, or {@code start} if none does. */
    private static int end(List<Word> words, int start) {
        int end = start;
        int lastNoun = -1;
        while (end < words.size() && isPart(words, start, end)) {
            if (words.get(end).tag().isNominal() || words.get(end).literal() != null) {
                lastNoun = end;
            }
            end++;
        }
        if (lastNoun >= 0) {
            return lastNoun + 1;
        }
        Phrase alone = new Phrase(words.subList(start, start + 1), start, -1, "");
        return alone.isPronoun() && !words.get(start).is(Tag.SCONJ) ? start + 1 : start;
    }

    private static boolean isPart(List<Word> words, int start, int i) {
        Word word = words.get(i);
        if (word.tag().isNominal() || word.is(Tag.ADJ, Tag.NUM) || word.is("'s")) {
            return true;
        }
        if (word.is(Tag.DET)
                || word.is("its", "my", "your", "their", "our", "his", "her", "all", "both", "this", "these")) {
            return i == start || words.get(i - 1).is("all", "both", "of");
        }
        boolean inside = i > start && i + 1 < words.size();
        return inside
                && word.is(Tag.VERB, Tag.ADV)
                && words.get(i + 1).tag().isNominal()
                && words.get(i - 1).is(Tag.DET, Tag.ADJ);
    }

    private static int owner(List<Word> words, int start, List<Phrase> before) {
        if (before.isEmpty() || start == 0 || !words.get(start - 1).is("of", "from", "in", "about", "for", "to")) {
            return -1;
        }
        Phrase last = before.get(before.size() - 1);
        return last.start() + last.words().size() == start - 1 ? before.size() - 1 : -1;
    }

    private static Phrase withText(List<Word> words, List<Phrase> all, int p) {
        Phrase phrase = all.get(p);
        int end = phrase.start() + phrase.words().size();
        for (int q = p + 1; q < all.size() && all.get(q).within() == q - 1; q++) {
            end = all.get(q).start() + all.get(q).words().size();
        }
        return new Phrase(
                phrase.words(), phrase.start(), phrase.within(), Clause.join(words.subList(phrase.start(), end)));
    }
}
