package dev.polyphony.planners.search.language;

import dev.polyphony.agent.Modality;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** Returns true for a bare question word that goes on with the question before: "is anyone speaking, and when". */
    boolean isTail() {
        return !words.isEmpty()
                && words.size() <= 2
                && ClauseSplitter.isQuestionWord(words.get(0))
                && phrases.isEmpty()
                && verb < 0;
    }

    Clause with(Clause tail) {
        List<Word> all = new ArrayList<>(words);
        all.add(new Word("and", "and", Tag.CCONJ, null));
        all.addAll(tail.words());
        return new Clause(List.copyOf(all), mood, verb, phrases, introduces);
    }

    Clause introducing(boolean whether) {
        return new Clause(words, mood, verb, phrases, whether);
    }

    /** Returns the verb with what comes before it and its first noun phrase: "find an image" for "find an image of a sunset over the sea". */
    public String core() {
        for (Phrase phrase : phrases) {
            int end = phrase.start() + phrase.words().size();
            if (phrase.start() > verb && !phrase.isPronoun() && end + 2 < words.size()) {
                return join(words.subList(0, end));
            }
        }
        return text();
    }

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
            int end = bareEnd(i, here);
            if (end == i) {
                left.add(words.get(i));
            } else {
                left.add(new Word("it", "it", Tag.PRON, null));
                i = end - 1;
            }
        }
        return join(left).replaceAll("\\bit (?:of|in|from|on|at) it\\b", "it");
    }

    /** Returns the end of a phrase that starts here and only points at content, or at a place in it; {@code start} if none does. */
    private int bareEnd(int start, Set<Modality> here) {
        for (int p = 0; p < phrases.size(); p++) {
            Phrase phrase = phrases.get(p);
            int end = phrase.start() + phrase.words().size();
            if (phrase.start() != start || phrase.isPronoun()) {
                continue;
            }
            if (phrase.isAddress()
                    || phrase.naming().isEmpty() && phrase.isDefinite() && here.contains(phrase.modality())) {
                return end;
            }
            boolean owns = p + 1 < phrases.size() && phrases.get(p + 1).within() == p;
            if (phrase.isPlace() && owns && bareEnd(phrases.get(p + 1).start(), here) > end) {
                return bareEnd(phrases.get(p + 1).start(), here);
            }
        }
        return start;
    }

    /** Returns "classify it as good or bad" for a question that leaves a choice, "is it good or bad"; empty otherwise. */
    public String choice() {
        for (int i = 1; mood == Mood.QUESTION && i + 1 < words.size(); i++) {
            boolean between = words.get(i).is("or")
                    && words.get(i - 1).is(Tag.ADJ, Tag.NOUN)
                    && words.get(i + 1).is(Tag.ADJ, Tag.NOUN, Tag.ADV);
            if (between) {
                return "classify it as %s or %s"
                        .formatted(words.get(i - 1).text(), words.get(i + 1).text());
            }
        }
        return "";
    }

    /** Returns the words as one line; a literal stands as it was written. */
    public String plainText() {
        return words.stream()
                .map(w -> w.literal() == null ? w.text() : w.literal().text())
                .collect(Collectors.joining(" "))
                .replaceAll(" (?=[,.!?;:%)]|'s\\b|n't\\b)", "");
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
