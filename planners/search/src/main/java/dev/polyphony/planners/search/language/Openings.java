package dev.polyphony.planners.search.language;

import java.util.List;
import java.util.Set;

/** The words with which people lead into a request: "could you please", "I would like you to", "help me". */
final class Openings {
    private static final Set<String> DESIRES = Set.of(
            "want",
            "need",
            "like",
            "wish",
            "love",
            "help",
            "try",
            "hope",
            "plan",
            "prefer",
            "ask",
            "allow",
            "go",
            "looking",
            "require",
            "wanted",
            "needed",
            "trying",
            "intend",
            "planning",
            "let",
            "able",
            "going",
            "wanna",
            "hoping",
            "assist",
            "aim");
    private static final Set<String> LEADS = Set.of(
            "please",
            "kindly",
            "just",
            "also",
            "then",
            "and",
            "or",
            "but",
            "next",
            "finally",
            "afterwards",
            "first",
            "firstly",
            "secondly",
            "now",
            "so",
            ",",
            "plus",
            "followed",
            "lastly",
            "additionally",
            "subsequently",
            "furthermore",
            "moreover",
            "hey",
            "hi",
            "ok",
            "okay",
            "well",
            "in",
            "order",
            "that",
            "after",
            "before",
            "once",
            "&",
            "+",
            "->",
            "by",
            "maybe",
            "this",
            "ahead",
            "afterward",
            "later",
            "to");

    private Openings() {}

    static boolean isDesire(Word word) {
        return DESIRES.contains(word.lower());
    }

    /** Returns where the words that matter begin. */
    static int skip(List<Word> words) {
        int at = 0;
        boolean moved = true;
        while (moved && at < words.size()) {
            int next = skipOnce(words, at);
            moved = next > at;
            at = next;
        }
        return at;
    }

    private static int skipOnce(List<Word> words, int at) {
        Word word = words.get(at);
        if (LEADS.contains(word.lower()) && !isReference(words, at)) {
            return at + 1;
        }
        if (word.is("can", "could", "would", "will", "may", "might")
                && at + 1 < words.size()
                && words.get(at + 1).is("you", "i", "we", "someone")) {
            return at + 2;
        }
        if (word.is("do")
                && at + 1 < words.size()
                && words.get(at + 1).is("you")
                && at + 2 < words.size()
                && words.get(at + 2).is("mind")) {
            return at + 3;
        }
        if (word.is(
                "i", "we", "you", "he", "she", "they", "'d", "'m", "'ll", "would", "am", "are", "will", "should",
                "must", "me", "us", "have", "like")) {
            int end = desireEnd(words, at);
            return end > at ? end : at;
        }
        if (word.is("help", "let", "try", "go", "assist") && at + 1 < words.size()) {
            int end = desireEnd(words, at);
            return end > at ? end : at;
        }
        return at;
    }

    /** "this" and "that" are leads only in "after that" and the like. */
    private static boolean isReference(List<Word> words, int at) {
        return words.get(at).is("this", "that")
                && (at == 0 || !words.get(at - 1).is("after", "before", "so", "once"));
    }

    /** Returns the end of "I would like you to" from here; {@code at} if these words are no such thing. */
    private static int desireEnd(List<Word> words, int at) {
        int end = at;
        boolean desire = false;
        while (end < words.size()
                && (words.get(end)
                                .is(
                                        "i", "we", "you", "me", "us", "to", "would", "'d", "'m", "am", "are", "will",
                                        "'ll", "please", "also", "really", "just", "'re", "be", "have", "on", "ahead",
                                        "and", "someone", "with", "now", "then", "should", "must", "can", "could")
                        || isDesire(words.get(end)))) {
            desire |= isDesire(words.get(end))
                    || words.get(end).is("should", "must", "can", "could")
                    || words.get(end).is("have")
                            && end + 1 < words.size()
                            && words.get(end + 1).is("to");
            end++;
        }
        while (end > at && words.get(end - 1).is("and", "on", "with")) {
            end--;
        }
        return desire && end < words.size() ? end : at;
    }
}
