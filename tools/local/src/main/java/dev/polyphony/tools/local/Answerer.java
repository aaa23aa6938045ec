package dev.polyphony.tools.local;

import dev.polyphony.agent.Embedder;
import dev.polyphony.tools.local.Language.Word;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Answers a question with words of a text: the sentence that is nearest to the question, narrowed to the name, place, time
 * or number that it asks for. Nothing is said that the text does not say. Thread-safe.
 */
final class Answerer {
    static final String NO_ANSWER = "The text does not say.";

    private static final double LEAST_FIT = 0.2;
    private static final double WORDS_WEIGHT = 0.5;
    private static final double KIND_WEIGHT = 0.15;
    private static final Set<String> CONTENT = Set.of("NOUN", "PROPN", "VERB", "ADJ", "NUM");

    private final Embedder embedder;

    Answerer(Embedder embedder) {
        this.embedder = embedder;
    }

    /** Returns a span or a sentence of the text, or {@link #NO_ANSWER}. */
    String answer(String question, String text) {
        List<String> sentences = Language.sentences(text);
        if (sentences.isEmpty()) {
            return NO_ANSWER;
        }
        Asked asked = Asked.of(question);
        List<Word> words = Language.words(question);
        Set<String> wanted = stems(words);
        Set<String> deeds =
                stems(words.stream().filter(word -> word.tag().equals("VERB")).toList());
        float[] vector = embedder.embed(List.of(question)).get(0);
        List<float[]> vectors = embedder.embed(sentences);
        List<Candidate> candidates = IntStream.range(0, sentences.size())
                .mapToObj(i -> candidate(
                        sentences.get(i), asked, wanted, deeds, MiniLmEmbedder.cosine(vector, vectors.get(i))))
                .sorted(Comparator.comparingDouble(Candidate::fit).reversed())
                .toList();
        return candidates.get(0).fit() < LEAST_FIT
                ? NO_ANSWER
                : candidates.get(0).answer();
    }

    /** A sentence with what it would answer. */
    private record Candidate(String answer, double fit) {}

    private static Candidate candidate(
            String sentence, Asked asked, Set<String> wanted, Set<String> deeds, double cosine) {
        List<Word> words = Language.words(sentence);
        Set<String> shared = new HashSet<>(stems(words));
        shared.retainAll(wanted);
        long done = deeds.stream().filter(shared::contains).count();
        double fit = cosine + WORDS_WEIGHT * (shared.size() + done) / Math.max(1, wanted.size() + deeds.size());
        String span = asked == Asked.ANYTHING ? null : Spans.best(sentence, words, asked, wanted);
        return span == null ? new Candidate(sentence, fit) : new Candidate(span, fit + KIND_WEIGHT);
    }

    /** Returns the beginnings of the words that carry meaning, so that "invented" meets "invention". */
    static Set<String> stems(List<Word> words) {
        return words.stream()
                .filter(word -> CONTENT.contains(word.tag()))
                .map(word -> stem(word.text()))
                .collect(Collectors.toCollection(HashSet::new));
    }

    static String stem(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        String bare = lower.replaceAll("(?<=\\w{3})(ies|ied|ing|ed|es|s|e|y)$", "");
        return bare.length() > 6 ? bare.substring(0, 6) : bare;
    }
}
