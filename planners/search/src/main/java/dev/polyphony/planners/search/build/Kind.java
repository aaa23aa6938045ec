package dev.polyphony.planners.search.build;

import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Port;
import java.util.Locale;
import java.util.Set;

/**
 * What a port holds, as a planner tells it apart: its modality, and whether its words are a web address.
 *
 * @param modality the type
 * @param address true for text that only says where content is
 */
public record Kind(Modality modality, boolean address) {
    private static final Set<String> NAMES = Set.of("url", "uri", "link", "address", "website", "webpage");

    /** Returns what a port holds; a text port named "url" holds an address. */
    public static Kind of(Port port) {
        return new Kind(port.modality(), port.modality() == Modality.TEXT && NAMES.contains(stem(port.name())));
    }

    private static String stem(String name) {
        int end = name.length();
        while (end > 0 && name.charAt(end - 1) >= '0' && name.charAt(end - 1) <= '9') {
            end--;
        }
        return name.substring(0, end).toLowerCase(Locale.ROOT);
    }

    /** Returns content of this type itself. */
    public static Kind of(Modality modality) {
        return new Kind(modality, false);
    }
}
