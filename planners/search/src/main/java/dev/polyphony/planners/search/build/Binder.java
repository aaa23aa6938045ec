package dev.polyphony.planners.search.build;

import dev.polyphony.agent.Input;
import dev.polyphony.agent.OutputRef;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Signature;
import dev.polyphony.agent.Task;
import dev.polyphony.planners.search.match.Card;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds a tool to a plan in the making, in every sensible way to fill its ports. */
final class Binder {
    private static final int MOST_FILLS = 6;
    private final List<Card> cards;
    private final Sources sources;
    private final Lookups lookups;

    Binder(List<Card> cards, Sources sources, Lookups lookups) {
        this.cards = cards;
        this.sources = sources;
        this.lookups = lookups;
    }

    /** Returns the plans with this tool in them, cheapest first. */
    List<State> add(State state, Step step, int tool, Node.Role role) {
        List<Fill> fills = List.of(Fill.of(state));
        for (Lookups.Group ports : lookups.groups(tool)) {
            List<Fill> next = new ArrayList<>();
            for (Fill fill : fills) {
                next.addAll(sources.fill(fill, step, tool, ports));
            }
            fills = next.stream()
                    .sorted(Comparator.comparingDouble(f -> f.state().cost()))
                    .limit(MOST_FILLS)
                    .toList();
        }
        return fills.stream().map(fill -> task(fill, step, tool, role)).toList();
    }

    /** Makes one task, or one for each item where a port that takes one is given several; the same task is made once. */
    private State task(Fill fill, Step step, int tool, Node.Role role) {
        Signature signature = cards.get(tool).signature();
        int fan = 1;
        for (Port port : signature.inputs()) {
            List<Input> inputs = fill.ports().getOrDefault(port.name(), List.of());
            fan = port.isList() ? fan : Math.max(fan, inputs.size());
        }
        State state = fill.state();
        List<String> ids = new ArrayList<>();
        boolean repeats = state.nodes().stream().anyMatch(n -> n.tool() == tool);
        for (int i = 0; i < fan; i++) {
            Map<String, Input> inputs = inputs(signature, fill, lookups.parameters(step, tool), i);
            Node twin = twin(state, tool, inputs);
            if (twin != null) {
                ids.add(twin.task().id());
                state = role == Node.Role.ASKED
                        ? state.withNodes(state.nodes().stream()
                                .map(n -> n == twin ? n.asked() : n)
                                .toList())
                        : state;
                continue;
            }
            Task task = Task.of(state.nextId(), signature.name(), inputs);
            ids.add(task.id());
            state = state.with(new Node(task, tool, step.index(), role))
                    .plus(i > 0 ? Weights.FAN : repeats ? Weights.TASK + Weights.REPEAT : Weights.TASK);
        }
        return outputs(state, signature, ids, step, tool);
    }

    private static Map<String, Input> inputs(Signature signature, Fill fill, Map<String, Input> parameters, int item) {
        Map<String, Input> inputs = new LinkedHashMap<>();
        for (Port port : signature.inputs()) {
            List<Input> given = fill.ports().getOrDefault(port.name(), List.of());
            if (port.isParameter() && parameters.containsKey(port.name())) {
                inputs.put(port.name(), parameters.get(port.name()));
            } else if (!given.isEmpty()) {
                inputs.put(port.name(), port.isList() ? list(given) : given.get(Math.min(item, given.size() - 1)));
            }
        }
        return inputs;
    }

    private static Input list(List<Input> given) {
        return given.size() == 1 ? given.get(0) : new Input.Many(given);
    }

    private static @Nullable Node twin(State state, int tool, Map<String, Input> inputs) {
        return state.nodes().stream()
                .filter(n -> n.tool() == tool && n.task().inputs().equals(inputs))
                .findFirst()
                .orElse(null);
    }

    private static State outputs(State state, Signature signature, List<String> ids, Step step, int tool) {
        State with = state;
        for (int o = 0; o < signature.outputs().size(); o++) {
            Port out = signature.outputs().get(o);
            List<Input> items = new ArrayList<>();
            ids.forEach(id -> items.add(new Input.Made(new OutputRef(id, out.name()), false)));
            Thing thing = new Thing(Kind.of(out), items, out.isList(), step.index(), tool, o == 0, false);
            if (!with.things().contains(thing)) {
                with = with.with(thing);
            }
        }
        return with;
    }
}
