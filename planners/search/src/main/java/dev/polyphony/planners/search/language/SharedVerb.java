package dev.polyphony.planners.search.language;

import dev.polyphony.agent.Modality;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** "Make a film of it and music for it" asks for two things, of two kinds: the verb is said once. */
final class SharedVerb {
    private static final Set<String> MAKING = Set.of("make", "create", "generate", "produce", "prepare", "build");

    private SharedVerb() {}

    /** Returns the piece, or one for each thing to be made. */
    static List<Piece> split(Piece piece) {
        List<Word> words = piece.words();
        int verb = 0;
        while (verb < words.size() && !words.get(verb).is(Tag.VERB)) {
            verb++;
        }
        if (verb == words.size() || !MAKING.contains(words.get(verb).lower())) {
            return List.of(piece);
        }
        List<Phrase> phrases = Phrases.of(words);
        int made = verb;
        Optional<Phrase> first = phrases.stream()
                .filter(p -> p.start() > made && p.modality() != null)
                .findFirst();
        Optional<Phrase> next = first.flatMap(
                one -> phrases.stream().filter(p -> isAlso(words, one, p)).findFirst());
        if (next.isEmpty()) {
            return List.of(piece);
        }
        List<Word> second = new ArrayList<>(List.of(words.get(verb)));
        second.addAll(words.subList(next.get().start(), words.size()));
        List<Piece> pieces = new ArrayList<>();
        pieces.add(new Piece(words.subList(0, next.get().start() - 1), piece.place()));
        pieces.addAll(split(new Piece(List.copyOf(second), piece.place())));
        return pieces;
    }

    /** Another object of the verb: new, of another kind, and with an article or words of its own ("music for it"). */
    private static boolean isAlso(List<Word> words, Phrase one, Phrase other) {
        int end = one.start() + one.words().size();
        int joint = other.start() - 1;
        Modality kind = other.modality();
        if (joint < end || kind == null || kind == one.modality() || other.isDefinite()) {
            return false;
        }
        boolean joined = words.get(joint).is(Tag.CCONJ) || words.get(joint).is(",");
        boolean between = words.subList(end, joint).stream().anyMatch(w -> w.is(Tag.VERB, Tag.AUX) || w.is("with"));
        int after = other.start() + other.words().size();
        boolean ownWords = other.words().get(0).is("a", "an", "some")
                || after < words.size() && words.get(after).is("for", "of", "about", "to");
        return joined && !between && ownWords;
    }
}
