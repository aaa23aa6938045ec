package dev.polyphony.planners.search.language;

import java.util.List;

/** Makes a clause of a part of a sentence: drops its opening, tells its mood, finds its verb and its phrases. */
final class Clauses {
    private static final int LONGEST_LEAD = 8;

    private Clauses() {}

    static Clause of(Piece piece, boolean serves) {
        List<Word> part = piece.words();
        int from = Openings.skip(part);
        int to = part.size();
        while (to > from
                && (part.get(to - 1).is(Tag.PUNCT) || part.get(to - 1).is("please", "and", "then", "thanks", "too"))) {
            to--;
        }
        boolean asked = part.get(part.size() - 1).is("?");
        boolean introduces = part.get(part.size() - 1).is(":");
        boolean desired = part.subList(0, from).stream()
                .anyMatch(w -> Openings.isDesire(w) || w.is("can", "could", "would", "please", "will"));
        List<Word> words = List.copyOf(part.subList(from, to));
        int told = skipTelling(words);
        if (told > 0) {
            words = List.copyOf(words.subList(told, words.size()));
        }
        int verb = verb(words);
        return new Clause(
                words,
                placed(piece, serves, words, told > 0 ? Mood.QUESTION : mood(words, verb, asked, desired)),
                verb,
                Phrases.of(words),
                introduces);
    }

    /** "tell me what …", "let me know if …", "I wonder whether …": what is asked follows. */
    private static int skipTelling(List<Word> words) {
        int comma = 0;
        while (comma < Math.min(words.size(), LONGEST_LEAD) && !words.get(comma).is(",")) {
            comma++;
        }
        boolean led = comma > 0 && comma < Math.min(words.size() - 2, LONGEST_LEAD) && isTelling(words.get(comma + 1));
        int told = led ? skipTelling(words, comma + 1) : 0;
        return told > 0 ? told : skipTelling(words, 0);
    }

    private static int skipTelling(List<Word> words, int from) {
        for (int i = from + 1; i < Math.min(words.size() - 1, from + 6); i++) {
            boolean opens =
                    ClauseSplitter.isQuestionWord(words.get(i)) || words.get(i).is("if", "whether");
            if (opens && words.subList(from, i).stream().allMatch(Clauses::isTelling)) {
                return words.get(i).is("if", "whether") ? i + 1 : i;
            }
        }
        return 0;
    }

    private static boolean isTelling(Word word) {
        return word.is(
                "tell",
                "show",
                "say",
                "let",
                "know",
                "find",
                "out",
                "me",
                "us",
                "explain",
                "determine",
                "see",
                "check",
                "wonder",
                "i",
                "give",
                "to",
                "exactly",
                "wondering",
                "curious",
                "learn",
                "understand",
                "about",
                "figure",
                "'m",
                "am",
                "identify",
                "get",
                "idea",
                "an",
                "of");
    }

    private static int verb(List<Word> words) {
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).is(Tag.VERB)) {
                return i;
            }
        }
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).is(Tag.AUX)) {
                return i;
            }
        }
        return -1;
    }

    /** "use the text to paint a picture": what serves is the means, what it serves is asked for. */
    private static Mood placed(Piece piece, boolean serves, List<Word> words, Mood mood) {
        if (piece.place() == Piece.Place.ASIDE) {
            return mood == Mood.QUESTION ? mood : Mood.CONTEXT;
        }
        boolean means = !words.isEmpty() && isMeans(words) && words.stream().noneMatch(ClauseSplitter::isQuestionWord);
        if (means || piece.place() == Piece.Place.PURPOSE && !serves) {
            return Mood.MEANS;
        }
        return mood;
    }

    static boolean isMeans(List<Word> words) {
        return words.get(0).is("use", "using", "utilize", "with", "based");
    }

    private static Mood mood(List<Word> words, int verb, boolean asked, boolean desired) {
        if (words.isEmpty()) {
            return Mood.FRAGMENT;
        }
        Word first = words.get(0);
        if (ClauseSplitter.isQuestionWord(first) || first.is(Tag.AUX) || asked) {
            return Mood.QUESTION;
        }
        if (verb < 0) {
            return Mood.FRAGMENT;
        }
        if (verb == 0 || desired || words.subList(0, verb).stream().allMatch(w -> w.is(Tag.ADV))) {
            return first.lower().endsWith("ing") && !desired && words.get(0).is(Tag.VERB) ? Mood.COMMAND : Mood.COMMAND;
        }
        boolean subject = words.subList(0, verb).stream().anyMatch(w -> w.tag().isNominal() || w.is(Tag.PRON, Tag.DET));
        return subject ? Mood.CONTEXT : Mood.COMMAND;
    }
}
