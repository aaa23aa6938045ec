package dev.polyphony.planners.search.build;

import dev.polyphony.agent.Input;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Port;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds what can fill a group of like ports: things that are there, words of the request, things made by converting. */
final class Sources {
    private static final int MOST_THINGS = 4;
    private final References references;
    private final Converting converting;
    private final OwnWords ownWords;
    private final Lookups lookups;
    private final Novelty novelty;

    Sources(References references, Converting converting, OwnWords ownWords, Lookups lookups, Novelty novelty) {
        this.novelty = novelty;
        this.lookups = lookups;
        this.references = references;
        this.converting = converting;
        this.ownWords = ownWords;
    }

    private record Option(State state, Thing thing, double cost) {}

    List<Fill> fill(Fill fill, Step step, int tool, Lookups.Group group) {
        List<Port> ports = group.ports();
        Port port = ports.get(0);
        if (group.question()) {
            return ownWords.question(fill, step, port);
        }
        if (!port.isRequired()) {
            return optional(fill, step, port);
        }
        List<Fill> fills = new ArrayList<>();
        List<Option> options = options(fill.state(), step, tool, port);
        for (Option option : options) {
            Fill on = fill.on(option.state());
            List<Input> items = references.items(step, option.thing());
            if (ports.size() == 1) {
                fills.add(on.with(port.name(), items, option.cost()));
            } else if (items.size() >= ports.size()) {
                fills.add(spread(on, ports, items, option.cost()));
            } else {
                fills.addAll(pair(on, step, tool, ports, option, options));
            }
        }
        if (port.modality() == Modality.TEXT && !group.kind().address()) {
            fills.addAll(ownWords.text(fill, step, tool, ports));
        }
        Thing nothing = new Thing(
                group.kind(),
                List.of(new Input.Given(Missing.id(port.modality()))),
                false,
                Thing.ATTACHED,
                -1,
                true,
                true);
        Fill lacking = fill.on(fill.state().lacking(port.modality()));
        for (Port each : ports) {
            lacking = lacking.with(each.name(), nothing.items(), 0);
        }
        boolean spokenOf = options.isEmpty() && lookups.mentions(step).taken().contains(port.modality());
        fills.add(lacking.on(lacking.state().plus(spokenOf ? Weights.MISSING / 2 : Weights.MISSING)));
        return fills;
    }

    /** An optional port takes what is spoken of or is not used yet, and stays empty otherwise. */
    private List<Fill> optional(Fill fill, Step step, Port port) {
        return options(fill.state(), step, -1, port).stream()
                .filter(o -> o.thing().primary() && (!o.state().uses(o.thing()) || o.cost() < 0))
                .filter(o -> port.modality() != Modality.TEXT || o.thing().step() < step.index())
                .min(Comparator.comparingDouble(Option::cost))
                .map(o -> List.of(fill.with(
                        port.name(),
                        port.isList()
                                ? o.thing().items()
                                : List.of(o.thing().items().get(0)),
                        -0.05)))
                .orElse(List.of(fill));
    }

    /** Returns what is there of this kind, and what can be made of what is there; cheapest first, the cheapest at no gain. */
    private List<Option> options(State state, Step step, int tool, Port port) {
        List<Option> options = new ArrayList<>();
        for (Thing thing : state.things()) {
            if (thing.fits(port)) {
                double own = thing.tool() == tool && thing.isMade() ? Weights.OWN_OUTPUT : 0;
                options.add(new Option(
                        state, thing, cost(state, step, thing, port) + own + novelty.cost(step, tool, thing)));
            }
        }
        if (tool >= 0) {
            for (State converted : converting.to(state, step, Kind.of(port), tool)) {
                Thing made = converted.things().get(converted.things().size() - 1);
                options.add(new Option(converted, made, 0));
            }
        }
        double best = options.stream()
                .mapToDouble(o -> o.cost() + o.state().cost() - state.cost())
                .min()
                .orElse(0);
        double level = tool >= 0 && best < 0 ? -best : 0;
        return options.stream()
                .map(o -> new Option(o.state(), o.thing(), o.cost() + level))
                .sorted(Comparator.comparingDouble(o -> o.cost() + o.state().cost()))
                .limit(MOST_THINGS)
                .toList();
    }

    private double cost(State state, Step step, Thing thing, Port port) {
        double cost = references.cost(state, step, thing);
        boolean firstCannotFit = !thing.primary()
                && !port.isList()
                && state.things().stream()
                        .anyMatch(t -> t.list()
                                && t.tool() == thing.tool()
                                && t.modality() == thing.modality()
                                && t.step() == thing.step());
        return firstCannotFit ? cost - Weights.SECOND_OUTPUT : cost;
    }

    private static Fill spread(Fill fill, List<Port> ports, List<Input> items, double cost) {
        Fill filled = fill.on(fill.state().plus(cost));
        for (int p = 0; p < ports.size(); p++) {
            filled = filled.with(ports.get(p).name(), List.of(items.get(p)), 0);
        }
        return filled;
    }

    /** Two like ports take two things, in the order in which they came to be; a quotation can be the second. */
    private List<Fill> pair(Fill fill, Step step, int tool, List<Port> ports, Option one, List<Option> all) {
        List<Fill> fills = new ArrayList<>();
        if (ports.size() == 2) {
            for (Option other : all) {
                if (other.state() != one.state()
                        && one.state() == fill.state()
                        && other.state().things().contains(one.thing())) {
                    List<Input> both = List.of(
                            one.thing().items().get(0), other.thing().items().get(0));
                    fills.add(spread(fill.on(other.state()), ports, both, one.cost() + other.cost()));
                }
                if (other.thing() != one.thing()
                        && other.state() == one.state()
                        && one.state().things().indexOf(one.thing())
                                < one.state().things().indexOf(other.thing())) {
                    List<Input> items = List.of(
                            one.thing().items().get(0), other.thing().items().get(0));
                    fills.add(spread(
                            fill, ports, items, Math.max(0, one.cost()) + Math.max(0, other.cost()) - Weights.RECENCY));
                }
            }
            if (ports.get(0).modality() == Modality.TEXT) {
                for (Fill second : ownWords.text(fill, step, tool, List.of(ports.get(1)))) {
                    fills.add(second.with(ports.get(0).name(), one.thing().items(), one.cost()));
                }
            }
        }
        return fills;
    }
}
