package dev.polyphony.tools.local;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Articles, plurals, numbers and lists. */
final class English {
    private static final List<String> NUMBERS = List.of(
            "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");
    private static final Map<String, String> PLURALS = Map.of(
            "person", "people",
            "sheep", "sheep",
            "mouse", "mice",
            "knife", "knives",
            "skis", "pairs of skis",
            "scissors", "pairs of scissors",
            "broccoli", "heads of broccoli");
    private static final Map<String, String> SINGULARS =
            Map.of("skis", "a pair of skis", "scissors", "a pair of scissors", "broccoli", "broccoli", "tv", "a TV");
    private static final Set<String> SIBILANTS = Set.of("s", "x", "z", "ch", "sh");

    private English() {}

    /** Returns "a dog", "an umbrella", "three people". */
    static String counted(int count, String noun) {
        if (count == 1) {
            return SINGULARS.getOrDefault(noun, article(noun) + " " + noun);
        }
        return (count < NUMBERS.size() ? NUMBERS.get(count) : Integer.toString(count)) + " " + plural(noun);
    }

    static String plural(String noun) {
        String known = PLURALS.get(noun);
        if (known != null) {
            return known;
        }
        if (noun.equals("tv")) {
            return "TVs";
        }
        if (SIBILANTS.stream().anyMatch(noun::endsWith)) {
            return noun + "es";
        }
        return noun + "s";
    }

    /** Returns "a, b and c". */
    static String list(List<String> items) {
        int last = items.size() - 1;
        return last < 1
                ? String.join("", items)
                : String.join(", ", items.subList(0, last)) + " and " + items.get(last);
    }

    private static String article(String noun) {
        return "aeiou".indexOf(noun.charAt(0)) >= 0 ? "an" : "a";
    }
}
