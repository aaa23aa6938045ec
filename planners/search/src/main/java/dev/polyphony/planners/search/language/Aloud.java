package dev.polyphony.planners.search.language;

import java.util.ArrayList;
import java.util.List;

/** "Describe it out loud" asks for two things: to describe it, and to say that aloud. */
final class Aloud {
    private static final List<Word> SAY_IT = List.of(
            new Word("say", "say", Tag.VERB, null),
            new Word("it", "it", Tag.PRON, null),
            new Word("out", "out", Tag.ADV, null),
            new Word("loud", "loud", Tag.ADV, null));

    private Aloud() {}

    /** Returns the piece, and "say it out loud" after it where that is asked beside something else. */
    static List<Piece> split(Piece piece) {
        List<Word> words = piece.words();
        List<Word> heard = heard(words);
        if (!heard.isEmpty()) {
            return List.of(new Piece(heard, piece.place()));
        }
        int spoken = spokenForm(words);
        if (spoken >= 0) {
            List<Word> rest = new ArrayList<>(words.subList(0, spoken));
            rest.addAll(words.subList(spoken + 1, words.size()));
            return List.of(new Piece(rest, piece.place()), new Piece(SAY_IT, Piece.Place.MAIN));
        }
        for (int i = 1; i < words.size(); i++) {
            boolean two = words.get(i).is("loud") && words.get(i - 1).is("out");
            if (two || words.get(i).is("aloud")) {
                List<Word> rest = new ArrayList<>(words.subList(0, two ? i - 1 : i));
                rest.addAll(words.subList(i + 1, words.size()));
                return saysAlready(rest)
                        ? List.of(piece)
                        : List.of(new Piece(rest, piece.place()), new Piece(SAY_IT, Piece.Place.MAIN));
            }
        }
        return List.of(piece);
    }

    /** "Let me hear the summary" asks to say it; empty if the words ask for no such thing. */
    private static List<Word> heard(List<Word> words) {
        for (int i = 2; i < words.size() - 1; i++) {
            boolean listens = words.get(i).is("hear")
                    || words.get(i).is("listen") && words.get(i + 1).is("to");
            if (listens
                    && words.get(i - 1).is("me", "to")
                    && words.subList(0, i).stream().anyMatch(w -> w.is("let", "want", "like"))) {
                List<Word> said = new ArrayList<>(List.of(SAY_IT.get(0)));
                said.addAll(words.subList(words.get(i).is("hear") ? i + 1 : i + 2, words.size()));
                said.addAll(SAY_IT.subList(2, SAY_IT.size()));
                return said;
            }
        }
        return List.of();
    }

    /** "Give me an audio summary": where the word for the spoken form stands; -1 if there is none. */
    private static int spokenForm(List<Word> words) {
        for (int i = 1; i < words.size() - 1; i++) {
            if (words.get(i).is("audio", "spoken", "oral")
                    && Nouns.isMade(words.get(i + 1).lower())) {
                boolean given = words.subList(0, i).stream()
                        .allMatch(w -> w.is(
                                "give", "get", "me", "us", "a", "an", "the", "i", "want", "need", "provide", "please",
                                "would", "like", "'d", "to", "have", "and", "can", "you", "could", "make", "create"));
                return given ? i : -1;
            }
        }
        return -1;
    }

    private static boolean saysAlready(List<Word> words) {
        boolean asks = words.stream().anyMatch(ClauseSplitter::isQuestionWord);
        return !asks
                && words.stream()
                        .anyMatch(w -> w.is(
                                "say",
                                "read",
                                "speak",
                                "tell",
                                "recite",
                                "pronounce",
                                "narrate",
                                "hear",
                                "play",
                                "reading",
                                "saying",
                                "speaking"));
    }
}
