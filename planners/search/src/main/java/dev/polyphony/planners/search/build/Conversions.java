package dev.polyphony.planners.search.build;

import dev.polyphony.agent.Cardinality;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Signature;
import dev.polyphony.planners.search.match.Card;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** The graph of types: which tools make content of one kind from one piece of another. */
public final class Conversions {
    /**
     * One tool that converts.
     *
     * @param tool its index
     * @param in its only required input
     * @param out the output that fits
     */
    public record Hop(int tool, Port in, Port out) {}

    private static final int MOST_HOPS = 3;
    /** What a person does without being told: take out what is in there already. All else has to be asked for. */
    private static final Map<Modality, Set<Modality>> UNASKED = Map.of(
            Modality.VIDEO, Set.of(Modality.IMAGE, Modality.AUDIO, Modality.TEXT),
            Modality.AUDIO, Set.of(Modality.TEXT),
            Modality.IMAGE, Set.of(Modality.TEXT));

    private static final double NOT_ASKED = 2;

    private record Road(Kind at, List<Hop> hops, double cost) {}

    private final List<Hop> hops = new ArrayList<>();
    private final List<Card> cards;

    /** Reads the graph off the tools that are there. */
    public Conversions(List<Card> cards) {
        this.cards = cards;
        for (int t = 0; t < cards.size(); t++) {
            Signature tool = cards.get(t).signature();
            List<Port> needed = tool.inputs().stream()
                    .filter(p -> !p.isParameter() && p.isRequired())
                    .toList();
            if (cards.get(t).isAbsent() || needed.size() != 1) {
                continue;
            }
            Port in = needed.get(0);
            Map<Kind, Port> best = new LinkedHashMap<>();
            for (Port out : tool.outputs()) {
                if (out.cardinality() == Cardinality.ONE && !Kind.of(out).equals(Kind.of(in))) {
                    best.putIfAbsent(Kind.of(out), out);
                }
            }
            for (Port out : best.values()) {
                hops.add(new Hop(t, in, out));
            }
        }
    }

    /** Returns true if this way is taken without being asked for. */
    static boolean isUnasked(Hop hop) {
        return Kind.of(hop.in()).address()
                || isUnasked(hop.in().modality(), hop.out().modality())
                        && !Kind.of(hop.out()).address();
    }

    /** Returns true if one kind is turned into the other without being asked for. */
    static boolean isUnasked(Modality from, Modality to) {
        return UNASKED.getOrDefault(from, Set.of()).contains(to);
    }

    /** Returns the direct ways between two kinds. */
    List<Hop> direct(Kind from, Kind to) {
        return hops.stream()
                .filter(h -> Kind.of(h.in()).equals(from) && Kind.of(h.out()).equals(to))
                .toList();
    }

    /**
     * Returns the cheapest way by Dijkstra; empty if there is none of at most three tools. Ties go by name.
     *
     * @param price what one tool costs; converting what nobody would convert unasked costs more
     */
    public List<Hop> path(Kind from, Kind to, boolean unaskedOnly, ToDoubleFunction<Hop> price) {
        Comparator<Road> order = Comparator.comparingDouble(Road::cost).thenComparing(this::names);
        PriorityQueue<Road> open = new PriorityQueue<>(order);
        open.add(new Road(from, List.of(), 0));
        Set<Kind> closed = new HashSet<>();
        while (!open.isEmpty()) {
            Road road = open.remove();
            if (road.at().equals(to)) {
                return road.hops();
            }
            if (!closed.add(road.at()) || road.hops().size() == MOST_HOPS) {
                continue;
            }
            for (Hop hop : hops) {
                boolean plain = isUnasked(hop);
                if (Kind.of(hop.in()).equals(road.at()) && (plain || !unaskedOnly)) {
                    open.add(new Road(
                            Kind.of(hop.out()),
                            State.append(road.hops(), hop),
                            road.cost() + price.applyAsDouble(hop) + (plain ? 0 : NOT_ASKED)));
                }
            }
        }
        return List.of();
    }

    private String names(Road road) {
        return String.join(
                " ", road.hops().stream().map(h -> cards.get(h.tool()).name()).toList());
    }
}
