package dev.polyphony.planners.search.build;

import dev.polyphony.planners.search.language.Clause;
import dev.polyphony.planners.search.language.Nouns;
import dev.polyphony.planners.search.language.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds numbers in a clause, in digits and words, with the noun that they count. */
final class Numbers {
    /**
     * A number.
     *
     * @param value in plain decimal
     * @param unit the noun that it counts, in lower case; "times" for multiples; empty if none
     */
    record Mention(String value, String unit) {
        boolean isMultiple() {
            return unit.equals("times");
        }
    }

    private static final Pattern MULTIPLE = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)x|x([0-9]+(?:\\.[0-9]+)?)");
    private static final Pattern PLAIN = Pattern.compile("[0-9]+(?:\\.[0-9]+)?");
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("one", "1"),
            Map.entry("two", "2"),
            Map.entry("three", "3"),
            Map.entry("four", "4"),
            Map.entry("five", "5"),
            Map.entry("six", "6"),
            Map.entry("seven", "7"),
            Map.entry("eight", "8"),
            Map.entry("nine", "9"),
            Map.entry("ten", "10"),
            Map.entry("eleven", "11"),
            Map.entry("twelve", "12"),
            Map.entry("fifteen", "15"),
            Map.entry("twenty", "20"),
            Map.entry("a", "1"),
            Map.entry("single", "1"));
    private static final Map<String, String> MULTIPLES = Map.ofEntries(
            Map.entry("twice", "2"),
            Map.entry("double", "2"),
            Map.entry("doubled", "2"),
            Map.entry("twofold", "2"),
            Map.entry("thrice", "3"),
            Map.entry("triple", "3"),
            Map.entry("treble", "3"),
            Map.entry("threefold", "3"),
            Map.entry("quadruple", "4"),
            Map.entry("fourfold", "4"),
            Map.entry("eightfold", "8"),
            Map.entry("half", "0.5"));

    private Numbers() {}

    static List<Mention> in(Clause clause) {
        List<Mention> found = new ArrayList<>();
        List<Word> words = clause.words();
        for (int i = 0; i < words.size(); i++) {
            String lower = words.get(i).lower();
            Matcher multiple = MULTIPLE.matcher(lower);
            if (multiple.matches()) {
                found.add(new Mention(multiple.group(1) != null ? multiple.group(1) : multiple.group(2), "times"));
            } else if (MULTIPLES.containsKey(lower)) {
                found.add(new Mention(MULTIPLES.get(lower), "times"));
            } else if (PLAIN.matcher(lower).matches()) {
                found.add(new Mention(lower, unit(words, i)));
            } else if (WORDS.containsKey(lower)) {
                found.add(new Mention(WORDS.get(lower), unit(words, i)));
            }
        }
        return found;
    }

    private static String unit(List<Word> words, int i) {
        for (int before = Math.max(0, i - 2); before < i; before++) {
            if (words.get(before).is("factor", "by")
                    && (i + 1 == words.size() || !words.get(i + 1).tag().name().equals("NOUN"))) {
                return "times";
            }
        }
        for (int k = i + 1; k < Math.min(words.size(), i + 4); k++) {
            String lower = words.get(k).lower();
            if (lower.equals("x") || lower.equals("times") || lower.equals("fold")) {
                return "times";
            }
            if (words.get(k).tag().name().equals("NOUN") || Nouns.modalityOf(lower) != null) {
                return lower;
            }
            if (!words.get(k).tag().name().equals("ADJ")) {
                return "";
            }
        }
        return "";
    }
}
