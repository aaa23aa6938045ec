package dev.polyphony.planners.search.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** "Describe it out loud" asks for two things: to describe it, and to say that aloud. */
final class Aloud {
    private static final List<Word> SAY_IT = List.of(
            new Word("say", "say", Tag.VERB, null),
            new Word("it", "it", Tag.PRON, null),
            new Word("out", "out", Tag.ADV, null),
            new Word("loud", "loud", Tag.ADV, null));

    private static final List<Word> GIVE_ME =
            List.of(new Word("give", "give", Tag.VERB, null), new Word("me", "me", Tag.PRON, null));
    private static final Set<String> DIGESTS = Set.of(
            "version", "gist", "point", "points", "essence", "digest", "abstract", "synopsis", "outline", "highlights");

    private Aloud() {}

    /** Returns the piece, and "say it out loud" after it where that is asked beside something else. */
    static List<Piece> split(Piece piece) {
        List<Word> words = piece.words();
        List<Word> heard = heard(words);
        if (!heard.isEmpty()) {
            return split(new Piece(heard, piece.place()));
        }
        List<Word> digest = digest(words);
        if (!digest.isEmpty()) {
            return List.of(new Piece(digest, piece.place()), new Piece(SAY_IT, Piece.Place.MAIN));
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

    /** "Read me a short version of the letter": what is to be given, before it is said; empty if the words ask for no such thing. */
    private static List<Word> digest(List<Word> words) {
        int verb = Openings.skip(words);
        if (verb >= words.size() || !words.get(verb).is("read", "say", "speak", "narrate", "recite", "voice", "tell")) {
            return List.of();
        }
        List<Word> rest = new ArrayList<>(words.subList(verb + 1, words.size()));
        boolean heard =
                rest.removeIf(w -> w.is("aloud", "loud")) | !words.get(verb).is("tell");
        List<Phrase> phrases =
                Phrases.of(rest).stream().filter(p -> !p.head().is("me", "us")).toList();
        if (!heard || phrases.isEmpty()) {
            return List.of();
        }
        Phrase what = phrases.get(0);
        int end = what.start() + what.words().size();
        boolean of = end + 1 < rest.size() && rest.get(end).is("of", "from");
        if (!DIGESTS.contains(what.head().lower()) && !what.isMade() || !of || what.isPointing()) {
            return List.of();
        }
        List<Word> given = new ArrayList<>(GIVE_ME);
        given.addAll(rest.subList(what.start(), rest.size()));
        while (given.get(given.size() - 1).is("out", "me", "us", "to", "please", "?", ".", "!")) {
            given.remove(given.size() - 1);
        }
        return given;
    }

    /** "Give me an audio summary": where the word for the spoken form stands; -1 if there is none. */
    private static int spokenForm(List<Word> words) {
        for (int i = 1; i < words.size() - 1; i++) {
            if (words.get(i).is("audio", "spoken", "oral")
                    && Nouns.isMade(words.get(i + 1).lower())) {
                boolean given = words.subList(0, i).stream()
                        .allMatch(w -> w.is(
                                "give", "get", "me", "us", "a", "an", "the", "i", "want", "need", "provide", "please",
                                "would", "like", "'d", "to", "have", "and", "can", "you", "could", "make", "create",
                                "play"));
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
