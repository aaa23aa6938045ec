package dev.polyphony.planners.search.build;

import dev.polyphony.agent.Input;
import dev.polyphony.agent.OutputRef;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Signature;
import dev.polyphony.agent.Task;
import dev.polyphony.planners.search.match.Card;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts converters between what is there and what a port needs, where a person would do so without being told. */
final class Converting {
    private static final int MOST = 3;
    private final List<Card> cards;
    private final Conversions conversions;
    private final List<Double> priors;
    private final References references;
    private final Novelty novelty;
    private final Map<Journey, List<Conversions.Hop>> roads = new HashMap<>();

    private record Journey(int step, Kind from, Kind to) {}

    /** @param priors for each tool, how much it is like plain conversion: reading, transcribing, taking out */
    Converting(List<Card> cards, Conversions conversions, List<Double> priors, References references, Novelty novelty) {
        this.novelty = novelty;
        this.cards = cards;
        this.conversions = conversions;
        this.priors = priors;
        this.references = references;
    }

    /** A way to make what is wanted of a thing, and what it costs; made only if it is among the cheapest. */
    private record Offer(Thing thing, List<Conversions.Hop> road, double cost) {}

    /** Returns plans whose newest thing is of this kind, made of what was there; the cheapest few. */
    List<State> to(State state, Step step, Kind wanted, int forTool) {
        List<Offer> offers = new ArrayList<>();
        boolean there = state.things().stream().anyMatch(t -> t.kind().equals(wanted));
        for (Thing thing : state.things()) {
            if (thing.kind().equals(wanted) || thing.list() || !thing.primary()) {
                continue;
            }
            List<Conversions.Hop> direct = conversions.direct(thing.kind(), wanted).stream()
                    .filter(h -> h.tool() != forTool)
                    .toList();
            List<Conversions.Hop> road = direct.isEmpty()
                    ? roads.computeIfAbsent(
                            new Journey(step.index(), thing.kind(), wanted),
                            way -> conversions.path(way.from(), way.to(), true, hop -> price(step, hop)))
                    : List.of();
            if (direct.isEmpty() && road.isEmpty()) {
                continue;
            }
            double used = there && state.uses(thing) ? 0.4 : 0;
            boolean taken = cards.get(forTool).signature().inputs().stream().anyMatch(thing::fits);
            double reach = Math.max(taken ? 0 : -1, references.cost(state, step, thing))
                    + used
                    + novelty.cost(step, forTool, thing);
            for (Conversions.Hop hop : direct) {
                offers.add(new Offer(thing, List.of(hop), reach + price(step, hop)));
            }
            if (!road.isEmpty()) {
                double price = road.stream().mapToDouble(h -> price(step, h)).sum();
                offers.add(new Offer(thing, road, reach + price));
            }
        }
        return offers.stream()
                .sorted(Comparator.comparingDouble(offer -> state.cost() + offer.cost()))
                .limit(MOST)
                .map(offer -> convert(state, step, offer.thing(), offer.road(), offer.cost()))
                .toList();
    }

    /** A tool that the step's words, or plain conversion, are more like costs less. */
    private double price(Step step, Conversions.Hop hop) {
        double fit = Math.max(step.scores().get(hop.tool()), 0.7 * priors.get(hop.tool()));
        return Weights.CONVERTER + 0.08 * Math.max(0, 5 - fit);
    }

    private State convert(State state, Step step, Thing from, List<Conversions.Hop> road, double cost) {
        State now = state.plus(cost);
        List<Input> items = references.items(step, from);
        Thing last = from;
        for (Conversions.Hop hop : road) {
            List<Input> next = new ArrayList<>();
            Signature tool = cards.get(hop.tool()).signature();
            for (Input item : items) {
                Map<String, Input> inputs = new LinkedHashMap<>();
                inputs.put(hop.in().name(), item);
                Node twin = now.nodes().stream()
                        .filter(n -> n.tool() == hop.tool()
                                && item.equals(n.task().inputs().get(hop.in().name())))
                        .findFirst()
                        .orElse(null);
                String id = twin != null ? twin.task().id() : now.nextId();
                if (twin == null) {
                    now = now.with(
                            new Node(Task.of(id, tool.name(), inputs), hop.tool(), step.index(), Node.Role.CONVERTER));
                }
                next.add(new Input.Made(new OutputRef(id, hop.out().name()), false));
            }
            for (Port out : tool.outputs()) {
                if (!out.equals(hop.out())) {
                    List<Input> beside = next.stream()
                            .<Input>map(i -> new Input.Made(
                                    new OutputRef(((Input.Made) i).output().taskId(), out.name()), false))
                            .toList();
                    now = now.with(new Thing(
                            Kind.of(out),
                            beside,
                            out.isList(),
                            step.index(),
                            hop.tool(),
                            out.equals(tool.outputs().get(0)),
                            false));
                }
            }
            last = new Thing(
                    Kind.of(hop.out()),
                    next,
                    false,
                    step.index(),
                    hop.tool(),
                    hop.out().equals(tool.outputs().get(0)),
                    false);
            items = next;
            now = now.with(last);
        }
        return now;
    }
}
