package dev.polyphony.planners.search.language;

import dev.polyphony.agent.Modality;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One step that a request asks for, or one thing that it tells.
 *
 * @param words from the verb on, without "please", "can you", "and then"
 * @param mood what it does
 * @param verb index of the main verb in {@code words}; -1 if there is none
 * @param phrases its noun phrases, in order
 * @param introduces true if a colon follows
 */
public record Clause(List<Word> words, Mood mood, int verb, List<Phrase> phrases, boolean introduces) {

    /** Returns the words as one line; a literal stands as what it means. */
    public String text() {
        return join(words);
    }

    /**
     * Returns the words with "it" for every phrase that only points at content that is there: "what is said in it" for "what
     * is said in this film".
     *
     * @param here kinds of content that are there
     */
    public String action(Set<Modality> here) {
        List<Word> left = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            Phrase bare = bareAt(i, here);
            if (bare == null) {
                left.add(words.get(i));
            } else {
                left.add(new Word("it", "it", Tag.PRON, null));
                i += bare.words().size() - 1;
            }
        }
        return join(left).replaceAll("\\bit (?:of|in|from|on) it\\b", "it");
    }

    private @Nullable Phrase bareAt(int start, Set<Modality> here) {
        for (Phrase phrase : phrases) {
            if (phrase.start() == start
                    && !phrase.isPronoun()
                    && phrase.naming().isEmpty()
                    && phrase.isDefinite()
                    && here.contains(phrase.modality())) {
                return phrase;
            }
        }
        return null;
    }

    /** Returns the main verb in lower case; empty if there is none. */
    public String verbText() {
        return verb < 0 ? "" : words.get(verb).lower();
    }

    /** Returns the literals, in order of mention. */
    public List<Literal> literals() {
        return words.stream().map(Word::literal).filter(l -> l != null).toList();
    }

    static String join(List<Word> words) {
        return words.stream()
                .map(Word::meaning)
                .collect(Collectors.joining(" "))
                .replaceAll(" (?=[,.!?;:%)]|'s\\b|n't\\b)", "");
    }
}
