package dev.polyphony.planners.search.build;

import dev.polyphony.agent.Modality;
import dev.polyphony.agent.OutputRef;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Task;
import dev.polyphony.planners.search.match.Card;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A finished plan of the search: it may still hold absent tools and lack inputs.
 *
 * @param nodes the tasks, each after all that it takes from
 * @param missing kinds of content that are needed and not there
 * @param choices what was decided for each piece of the request
 * @param cost lower is better
 * @param cards the tools
 */
public record Found(List<Node> nodes, Set<Modality> missing, List<Choice> choices, double cost, List<Card> cards) {

    /** Returns the absent tools that the plan would need, in order. */
    public List<Card> absent() {
        return nodes.stream()
                .map(n -> cards.get(n.tool()))
                .filter(Card::isAbsent)
                .distinct()
                .toList();
    }

    /** Returns the tool that lacks an input; the first one. */
    public List<Card> lacking() {
        return nodes.stream()
                .filter(n -> n.task().inputs().values().stream()
                        .anyMatch(i -> i.toString().contains("missing ")))
                .map(n -> cards.get(n.tool()))
                .distinct()
                .toList();
    }

    /** Returns the tasks that can run: none is absent, lacks an input, or takes from such a task. */
    public List<Task> tasks() {
        return runnable().stream().map(Node::task).toList();
    }

    private List<Node> runnable() {
        Set<String> barred = new LinkedHashSet<>();
        List<Node> runnable = new ArrayList<>();
        List<Card> lacking = lacking();
        for (Node node : nodes) {
            Card card = cards.get(node.tool());
            if (card.isAbsent()
                    || lacking.contains(card)
                    || node.task().dependencies().stream().anyMatch(barred::contains)) {
                barred.add(node.task().id());
            } else {
                runnable.add(node);
            }
        }
        return needed(runnable);
    }

    /** What only served a task that cannot run is left out too. */
    private static List<Node> needed(List<Node> runnable) {
        Set<String> needed = new LinkedHashSet<>();
        List<Node> kept = new ArrayList<>();
        for (int i = runnable.size() - 1; i >= 0; i--) {
            Node node = runnable.get(i);
            if (node.role() == Node.Role.ASKED || needed.contains(node.task().id())) {
                kept.add(0, node);
                needed.addAll(node.task().dependencies());
            }
        }
        return kept;
    }

    /** Returns what the user asked for: of each asked task the first output, and all that no task takes if none takes from it. */
    public List<OutputRef> deliverables() {
        List<Node> run = runnable();
        Set<String> feeding = new LinkedHashSet<>();
        run.forEach(n -> feeding.addAll(n.task().dependencies()));
        List<OutputRef> asked = new ArrayList<>();
        for (Node node : run) {
            if (node.role() == Node.Role.ASKED) {
                List<Port> outputs = cards.get(node.tool()).signature().outputs();
                boolean leaf = !feeding.contains(node.task().id());
                outputs.stream()
                        .limit(leaf ? outputs.size() : 1)
                        .forEach(p -> asked.add(new OutputRef(node.task().id(), p.name())));
            }
        }
        return asked;
    }
}
