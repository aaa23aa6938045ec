package dev.polyphony.planners.search.build;

import dev.polyphony.agent.Cardinality;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Signature;
import dev.polyphony.planners.search.match.Card;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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

    /** A hop with what would be worked out of its ports. */
    private record Way(Hop hop, Kind from, Kind to, boolean unasked) {}

    private record Ends(Kind from, Kind to) {}

    private final List<Way> ways = new ArrayList<>();
    private final Map<Ends, List<Hop>> direct = new HashMap<>();
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
                Hop hop = new Hop(t, in, out);
                Way way = new Way(hop, Kind.of(in), Kind.of(out), isUnasked(hop));
                ways.add(way);
                if (way.unasked()) {
                    direct.computeIfAbsent(new Ends(way.from(), way.to()), k -> new ArrayList<>())
                            .add(hop);
                }
            }
        }
    }

    /** Returns true if this way is taken without being asked for. */
    private static boolean isUnasked(Hop hop) {
        return Kind.of(hop.in()).address()
                || isUnasked(hop.in().modality(), hop.out().modality())
                        && !Kind.of(hop.out()).address();
    }

    /** Returns true if one kind is turned into the other without being asked for. */
    static boolean isUnasked(Modality from, Modality to) {
        return UNASKED.getOrDefault(from, Set.of()).contains(to);
    }

    /** Returns the direct ways between two kinds that are taken without being asked for. */
    List<Hop> direct(Kind from, Kind to) {
        return direct.getOrDefault(new Ends(from, to), List.of());
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
            for (Way way : ways) {
                if (way.from().equals(road.at()) && (way.unasked() || !unaskedOnly)) {
                    open.add(new Road(
                            way.to(),
                            State.append(road.hops(), way.hop()),
                            road.cost() + price.applyAsDouble(way.hop()) + (way.unasked() ? 0 : NOT_ASKED)));
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
