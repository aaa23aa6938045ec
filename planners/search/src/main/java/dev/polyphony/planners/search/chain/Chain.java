package dev.polyphony.planners.search.chain;

import java.util.List;

/**
 * Tools one after the other.
 *
 * @param links in order
 * @param score higher is better
 */
public record Chain(List<Link> links, double score) {
    /** The chain of nothing. */
    static final Chain NONE = new Chain(List.of(), 0);

    /**
     * One tool of a chain.
     *
     * @param tool as an index
     * @param piece the piece of the request that it serves, as an index; -1 if it only serves the next tool
     */
    public record Link(int tool, int piece) {}

    public Chain {
        links = List.copyOf(links);
    }

    /** Returns the tools, in order. */
    public List<Integer> tools() {
        return links.stream().map(Link::tool).toList();
    }
}
