package dev.polyphony.agent;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All tools of an agent, in the order of registration. Immutable. */
public final class Toolbox {
    private final Map<String, Tool> tools = new LinkedHashMap<>();
    private final List<AbsentTool> absent;

    private Toolbox(Collection<Tool> tools, Collection<AbsentTool> absent) {
        for (Tool tool : tools) {
            if (this.tools.putIfAbsent(tool.name(), tool) != null) {
                throw new RegistrationException(
                        "two tools are named \"%s\".\nMaybe rename one of them, or leave a source out."
                                .formatted(tool.name()));
            }
        }
        Set<String> seen = new HashSet<>(this.tools.keySet());
        List<AbsentTool> missing = new ArrayList<>();
        for (AbsentTool tool : absent) {
            if (seen.add(tool.signature().name())) {
                missing.add(tool);
            }
        }
        this.absent = List.copyOf(missing);
    }

    /** Returns a toolbox of these tools. */
    public static Toolbox of(Tool... tools) {
        return of(List.of(tools), List.of());
    }

    /**
     * Returns a toolbox of these tools.
     *
     * @param absent what is missing; a tool that is here under the same name is left out
     * @throws RegistrationException if two tools have one name
     */
    public static Toolbox of(Collection<Tool> tools, Collection<AbsentTool> absent) {
        return new Toolbox(tools, absent);
    }

    /** Returns all tools. */
    public List<Tool> tools() {
        return List.copyOf(tools.values());
    }

    /** Returns what is missing, with remedies. */
    public List<AbsentTool> absent() {
        return absent;
    }

    /** Returns the tool of this name. */
    public Optional<Tool> find(String name) {
        return Optional.ofNullable(tools.get(name));
    }

    /** Returns the names of the tools whose names are most like this one, best first. */
    public List<String> nearest(String name, int most) {
        String start = name.substring(0, Math.min(name.length(), 128));
        Map<String, Integer> distances = new LinkedHashMap<>();
        tools.keySet().forEach(known -> distances.put(known, distance(start, known)));
        return distances.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Levenshtein distance, ignoring case. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
                int best = Math.min(Math.min(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1));
                diagonal = row[j];
                row[j] = best;
            }
        }
        return row[b.length()];
    }
}
