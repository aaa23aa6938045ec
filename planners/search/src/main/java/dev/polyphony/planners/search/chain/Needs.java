package dev.polyphony.planners.search.chain;

import dev.polyphony.agent.Port;
import dev.polyphony.agent.Signature;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What each tool must be given the id of, as its description or its parameters say: "details of a person using its ID",
 * {@code artistId}. What one tool takes by id, others that are "for a person" take too.
 */
final class Needs {
    private static final String DETERMINER =
            "(?:a|an|the|any|one|each|this|specific|particular|given|specified|certain)";
    private static final Pattern BY_ID = Pattern.compile("(?:of|for|about|in|to|by|on|from|retrieve|fetch|get)\\s+(?:"
            + DETERMINER + "\\s+)+((?:[a-z]+\\s){0,2}?[a-z]+)(?:'s [a-z ]+?)?\\s+"
            + "(?:using|based on|by|with|via|given)\\s+(?:its|their|the|an?|his)?\\s*(?:[a-z]+ )?id\\b");
    private static final Pattern ID_PORT = Pattern.compile("(.+?)_?(?:id|Id|ID|Ids|ids)");

    private final List<@Nullable String> needs = new ArrayList<>();
    private final Set<String> entities = new LinkedHashSet<>();

    Needs(List<Signature> tools) {
        for (Signature tool : tools) {
            String need = byId(tool);
            needs.add(need);
            if (need != null) {
                entities.add(need);
            }
        }
        List<String> longest = entities.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        for (int t = 0; t < needs.size(); t++) {
            if (needs.get(t) == null) {
                needs.set(t, spokenOf(tools.get(t), longest));
            }
        }
    }

    /** Returns what the tool needs; null if it needs nothing that another tool must find first. */
    @Nullable
    String of(int tool) {
        return needs.get(tool);
    }

    /** Returns the words of all that is known by id. */
    Set<String> words() {
        Set<String> words = new LinkedHashSet<>();
        entities.forEach(e -> words.addAll(Label.words(e)));
        return words;
    }

    /** Returns the share of the tools that need something. */
    double share() {
        return needs.isEmpty()
                ? 0
                : (double) needs.stream().filter(n -> n != null).count() / needs.size();
    }

    private static @Nullable String byId(Signature tool) {
        for (Port port : tool.inputs()) {
            Matcher name = ID_PORT.matcher(port.name());
            if (name.matches() && !port.isParameter()) {
                return String.join(" ", Label.words(name.group(1)));
            }
        }
        Matcher said = BY_ID.matcher(tool.does().toLowerCase(Locale.ROOT));
        return said.find() ? String.join(" ", Label.words(said.group(1))) : null;
    }

    private static @Nullable String spokenOf(Signature tool, List<String> entities) {
        String does = tool.does().toLowerCase(Locale.ROOT);
        return entities.stream()
                .filter(e -> Pattern.compile(
                                "\\b(?:of|for|about|to|in)\\s+(?:" + DETERMINER + "\\s+)+" + Pattern.quote(e) + "\\b")
                        .matcher(does)
                        .find())
                .findFirst()
                .orElse(null);
    }
}
