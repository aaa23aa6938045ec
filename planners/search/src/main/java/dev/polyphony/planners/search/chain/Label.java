package dev.polyphony.planners.search.chain;

import dev.polyphony.planners.search.match.Words;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Words of names and descriptions in the singular, in lower case. */
final class Label {
    private Label() {}

    static List<String> words(String text) {
        return Arrays.stream(Words.ofName(text).split("[^a-z0-9]+"))
                .filter(word -> !word.isEmpty())
                .map(Label::singular)
                .toList();
    }

    static Set<String> set(String text) {
        return new LinkedHashSet<>(words(text));
    }

    /** Returns true if one is the other with more words: "tv" and "tv show". */
    static boolean match(String one, String other) {
        Set<String> a = set(one);
        Set<String> b = set(other);
        return a.containsAll(b) || b.containsAll(a);
    }

    static boolean meet(Set<String> a, Set<String> b) {
        return a.stream().anyMatch(b::contains);
    }

    static Set<String> without(Set<String> words, Set<String> others) {
        return words.stream().filter(w -> !others.contains(w)).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String singular(String word) {
        if (word.equals("people")) {
            return "person";
        }
        if (word.endsWith("ies") && word.length() > 4) {
            return word.equals("series") || word.equals("movies")
                    ? word.substring(0, word.length() - (word.equals("movies") ? 1 : 0))
                    : word.substring(0, word.length() - 3) + "y";
        }
        return word.length() > 3 && word.endsWith("s") && !word.endsWith("ss")
                ? word.substring(0, word.length() - 1)
                : word;
    }
}
