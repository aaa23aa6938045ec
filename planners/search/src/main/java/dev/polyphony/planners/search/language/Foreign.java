package dev.polyphony.planners.search.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** "The letter is in Spanish" implies a step that nobody names: to translate it first. */
final class Foreign {
    private static final Set<String> LANGUAGES = Set.of(
            "spanish",
            "french",
            "german",
            "italian",
            "portuguese",
            "dutch",
            "russian",
            "polish",
            "czech",
            "greek",
            "turkish",
            "arabic",
            "hebrew",
            "hindi",
            "chinese",
            "mandarin",
            "japanese",
            "korean",
            "swedish",
            "norwegian",
            "danish",
            "finnish",
            "ukrainian",
            "latin",
            "vietnamese",
            "thai",
            "indonesian",
            "persian",
            "romanian",
            "hungarian");
    private static final int LONGEST = 8;

    private Foreign() {}

    /** Returns the clauses with each statement of a foreign language made an implied step before all others. */
    static List<Clause> imply(List<Clause> clauses) {
        List<Clause> implied = new ArrayList<>();
        List<Clause> others = new ArrayList<>();
        for (Clause clause : clauses) {
            Word language = clause.words().stream()
                    .filter(w -> LANGUAGES.contains(w.lower()))
                    .findFirst()
                    .orElse(null);
            boolean states = clause.mood() == Mood.CONTEXT
                    && clause.words().size() <= LONGEST
                    && (clause.verb() < 0 || clause.words().get(clause.verb()).is(Tag.AUX));
            if (states && language != null) {
                implied.add(translate(language, clause));
            } else {
                others.add(clause);
            }
        }
        implied.addAll(others);
        return implied;
    }

    private static Clause translate(Word language, Clause clause) {
        List<Word> words = List.of(
                new Word("translate", "translate", Tag.VERB, null),
                new Word("it", "it", Tag.PRON, null),
                new Word("from", "from", Tag.ADP, null),
                language);
        return new Clause(words, Mood.IMPLIED, 0, clause.phrases(), false);
    }
}
