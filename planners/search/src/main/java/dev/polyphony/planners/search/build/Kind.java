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
        return new Kind(
                port.modality(),
                port.modality() == Modality.TEXT
                        && NAMES.contains(port.name().toLowerCase(Locale.ROOT).replaceAll("[0-9]+$", "")));
    }

    /** Returns content of this type itself. */
    public static Kind of(Modality modality) {
        return new Kind(modality, false);
    }
}
