package dev.polyphony.planners.search.chain;

import java.util.Set;

/**
 * Which tool may follow which, as a catalogue says it: evidence, not law. Immutable.
 *
 * @param links by the names of tools; empty if nothing is known
 */
public record ToolGraph(Set<Link> links) {
    /** A graph that says nothing. */
    public static final ToolGraph NONE = new ToolGraph(Set.of());

    /**
     * One tool may follow another.
     *
     * @param from name of the tool that comes first
     * @param to name of the tool that takes from it
     */
    public record Link(String from, String to) {}

    public ToolGraph {
        links = Set.copyOf(links);
    }
}
