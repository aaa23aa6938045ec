package dev.polyphony.planners.search.language;

import dev.polyphony.agent.Modality;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** "Make a film of it and music for it" asks for two things, of two kinds: the verb is said once. */
final class SharedVerb {
    private static final Set<String> MAKING =
            Set.of("make", "create", "generate", "produce", "prepare", "build", "draw", "paint");
    private static final Set<String> WANTING = Set.of("want", "need");

    private SharedVerb() {}

    /** Returns the piece, or one for each thing to be made. */
    static List<Piece> split(Piece piece) {
        List<Word> words = piece.words();
        int verb = 0;
        while (verb < words.size() && !words.get(verb).is(Tag.VERB)) {
            verb++;
        }
        boolean wants = verb < words.size() && WANTING.contains(words.get(verb).lower());
        if (verb + 1 >= words.size()
                || !wants && !MAKING.contains(words.get(verb).lower())
                || wants && words.get(verb + 1).is("to", "you")) {
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
        List<Word> second = new ArrayList<>(wants ? words.subList(0, verb + 1) : List.of(words.get(verb)));
        second.addAll(words.subList(next.get().start(), words.size()));
        int end = next.get().start();
        while (isJoint(words.get(end - 1))) {
            end--;
        }
        List<Piece> pieces = new ArrayList<>();
        pieces.add(new Piece(words.subList(0, end), piece.place()));
        pieces.addAll(split(new Piece(List.copyOf(second), piece.place())));
        return pieces;
    }

    private static boolean isJoint(Word word) {
        return word.is(Tag.CCONJ) || word.is(",", "then", "also", "plus");
    }

    /** Another object of the verb: new, of another kind, and with an article or words of its own ("music for it"). */
    private static boolean isAlso(List<Word> words, Phrase one, Phrase other) {
        int end = one.start() + one.words().size();
        int joint = other.start() - 1;
        Modality kind = other.modality();
        if (joint < end || kind == null || kind == one.modality() || other.isDefinite()) {
            return false;
        }
        boolean joined = isJoint(words.get(joint));
        boolean between = words.subList(end, joint).stream().anyMatch(w -> w.is(Tag.VERB, Tag.AUX) || w.is("with"));
        int after = other.start() + other.words().size();
        boolean ownWords = other.words().get(0).is("a", "an", "some")
                || words.get(joint).is("plus")
                || after < words.size() && words.get(after).is("for", "of", "about", "to");
        return joined && !between && ownWords;
    }
}
