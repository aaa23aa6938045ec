package dev.polyphony.planners.search.build;

import dev.polyphony.agent.Input;
import dev.polyphony.agent.Modality;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A plan in the making. Immutable.
 *
 * @param nodes tasks so far
 * @param things what tasks can take, oldest first
 * @param used the inputs that some task takes
 * @param missing kinds of content that are needed and not there
 * @param cost what it costs so far; lower is better
 * @param choices what was decided for each step, in words
 */
record State(
        List<Node> nodes,
        List<Thing> things,
        Set<Input> used,
        Set<Modality> missing,
        double cost,
        List<Choice> choices) {

    static State of(List<Thing> things) {
        return new State(List.of(), things, Set.of(), Set.of(), 0, List.of());
    }

    State plus(double more) {
        return new State(nodes, things, used, missing, cost + more, choices);
    }

    State chose(Choice choice) {
        return new State(nodes, things, used, missing, cost, append(choices, choice));
    }

    State with(Node node) {
        Set<Input> now = new LinkedHashSet<>(used);
        node.task().inputs().values().forEach(input -> {
            if (input instanceof Input.Many many) {
                now.addAll(many.list());
            } else {
                now.add(input);
            }
        });
        return new State(append(nodes, node), things, now, missing, cost, choices);
    }

    State with(Thing thing) {
        return new State(nodes, append(things, thing), used, missing, cost, choices);
    }

    State lacking(Modality modality) {
        Set<Modality> now = new LinkedHashSet<>(missing);
        now.add(modality);
        return new State(nodes, things, used, now, cost, choices);
    }

    State withNodes(List<Node> others) {
        return new State(List.copyOf(others), things, used, missing, cost, choices);
    }

    /** Returns this plan where what its newest task took is not there for later ones: a translation stands for what was foreign. */
    State superseding() {
        Set<Input> taken = new LinkedHashSet<>();
        nodes.get(nodes.size() - 1).task().inputs().values().stream()
                .flatMap(Input::items)
                .forEach(taken::add);
        List<Thing> left =
                things.stream().filter(t -> !taken.containsAll(t.items())).toList();
        return new State(nodes, left, used, missing, cost, choices);
    }

    boolean uses(Thing thing) {
        for (Input item : thing.items()) {
            if (used.contains(item)) {
                return true;
            }
        }
        return false;
    }

    String nextId() {
        return "t" + (nodes.size() + 1);
    }

    static <T> List<T> append(List<T> list, T last) {
        List<T> longer = new ArrayList<>(list.size() + 1);
        longer.addAll(list);
        longer.add(last);
        return Collections.unmodifiableList(longer);
    }
}
