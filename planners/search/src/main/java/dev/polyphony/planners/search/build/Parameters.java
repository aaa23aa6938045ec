package dev.polyphony.planners.search.build;

import dev.polyphony.agent.Input;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Signature;
import dev.polyphony.planners.search.language.Clause;
import dev.polyphony.planners.search.language.Nouns;
import dev.polyphony.planners.search.match.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sets the parameters of a tool from the numbers and words of a clause; what is not mentioned stays at its default. */
final class Parameters {
    private static final Pattern LABELS = Pattern.compile(
            "(?:\\bas\\b|\\binto\\b|\\bunder\\b|\\bbetween\\b|\\blabels?\\b|\\bcategories\\b|\\bwhether\\b.*?\\babout\\b|:)\\s+((?:[\\p{L}-]+,\\s*)*[\\p{L}-]+,?\\s+(?:or|and)\\s+[\\p{L}-]+)\\s*[.?!]*$");
    private static final Pattern MULTIPLIER = Pattern.compile("times|factor|scale|multiple|ratio|zoom");

    private Parameters() {}

    static Map<String, Input> of(Signature tool, Clause clause) {
        List<Numbers.Mention> numbers = new ArrayList<>(Numbers.in(clause));
        Map<String, Input> set = new LinkedHashMap<>();
        for (Port port : tool.inputs()) {
            String value = port.isParameter() ? value(port, clause, numbers) : null;
            if (value != null && port.faultOf(value) == null) {
                set.put(port.name(), new Input.Literal(value));
            }
        }
        return set;
    }

    /** Returns true if a number of the clause sets a numeric parameter of the tool: "in three sentences". */
    static boolean numbersFit(Signature tool, Clause clause) {
        List<Numbers.Mention> numbers = Numbers.in(clause);
        return !numbers.isEmpty()
                && tool.inputs().stream()
                        .anyMatch(p -> p.isParameter() && isNumeric(p) && value(p, clause, numbers) != null);
    }

    private static boolean isNumeric(Port port) {
        return port.min() != null
                || port.max() != null
                || !port.choices().isEmpty() && port.choices().stream().allMatch(c -> c.matches("[0-9.]+"));
    }

    private static @Nullable String value(Port port, Clause clause, List<Numbers.Mention> numbers) {
        String about = (Words.ofName(port.name()) + " " + port.description()).toLowerCase(Locale.ROOT);
        boolean numeric = isNumeric(port);
        if (numeric) {
            Set<String> stems = Words.stems(about);
            for (Numbers.Mention number : numbers) {
                boolean fits =
                        number.isMultiple() ? MULTIPLIER.matcher(about).find() : counts(port, number.unit(), stems);
                if (fits && port.faultOf(number.value()) == null) {
                    return number.value();
                }
            }
            return null;
        }
        Set<String> words = Words.stems(clause.text());
        for (String choice : port.choices()) {
            Set<String> stems = Words.stems(choice);
            if (!stems.isEmpty() && words.containsAll(stems)) {
                return choice;
            }
        }
        return port.choices().isEmpty() && port.name().endsWith("s") ? list(clause) : null;
    }

    /** "six stills" for "how many pictures": the same word, or the same kind of content. */
    private static boolean counts(Port port, String unit, Set<String> about) {
        if (Words.stems(unit).stream().anyMatch(about::contains)) {
            return true;
        }
        Modality kind = Nouns.modalityOf(unit);
        return kind != null
                && Arrays.stream(port.description().split(" ")).anyMatch(word -> kind == Nouns.modalityOf(word));
    }

    /** "classify it as sport, politics or weather": the list that is named. */
    private static @Nullable String list(Clause clause) {
        Matcher named = LABELS.matcher(clause.text());
        return named.find()
                ? String.join(", ", named.group(1).split("\\s*,\\s*(?:or |and )?|\\s+(?:or|and)\\s+"))
                : null;
    }
}
