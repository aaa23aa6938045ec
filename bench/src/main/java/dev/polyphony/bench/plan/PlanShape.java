package dev.polyphony.bench.plan;

import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What metrics see of a plan: which tools, and which feeds which. Immutable.
 *
 * @param tools one id a task, in the order of the plan; repeated tools are repeated
 * @param edges which task depends on which, without twins, in order
 */
public record PlanShape(List<String> tools, List<Edge> edges) {
    /** The plan of nothing. */
    public static final PlanShape EMPTY = new PlanShape(List.of(), List.of());

    /**
     * A dependency.
     *
     * @param from index of the task that comes first
     * @param to index of the task that depends on it
     */
    public record Edge(int from, int to) {}

    /**
     * A dependency by the names of the tools, as data sets write it.
     *
     * @param source tool of the task that comes first
     * @param target tool of the task that depends on it
     */
    public record Link(String source, String target) {}

    public PlanShape {
        tools = List.copyOf(tools);
        edges = List.copyOf(new LinkedHashSet<>(edges));
    }

    /**
     * Returns the shape of nodes and links by name. Where a tool is there more than once, a link joins the two tasks that lie
     * nearest, the earlier to the later, and that no link of the same names joins yet. Links to tools that are no node are
     * left out.
     */
    public static PlanShape of(List<String> nodes, List<Link> links) {
        Set<Edge> edges = new LinkedHashSet<>();
        for (Link link : links) {
            Edge best = null;
            for (int from = 0; from < nodes.size(); from++) {
                for (int to = 0; to < nodes.size(); to++) {
                    Edge edge = new Edge(from, to);
                    boolean fits = from != to
                            && nodes.get(from).equals(link.source())
                            && nodes.get(to).equals(link.target())
                            && !edges.contains(edge);
                    if (fits && (best == null || distance(edge) < distance(best))) {
                        best = edge;
                    }
                }
            }
            if (best != null) {
                edges.add(best);
            }
        }
        return new PlanShape(nodes, List.copyOf(edges));
    }

    /** How far apart two tasks lie; backwards is farther than any way forwards. */
    private static int distance(Edge edge) {
        return edge.to() > edge.from() ? edge.to() - edge.from() : 1_000_000 + edge.from() - edge.to();
    }

    /**
     * Returns the shape of a draft.
     *
     * @param ids name of a tool to its id in the catalogue
     */
    public static PlanShape of(Draft draft, Map<String, String> ids) {
        List<String> tools = new ArrayList<>();
        Map<String, Integer> indexes = new HashMap<>();
        for (Task task : draft.tasks()) {
            indexes.put(task.id(), tools.size());
            tools.add(ids.getOrDefault(task.tool(), task.tool()));
        }
        List<Edge> edges = new ArrayList<>();
        for (int to = 0; to < draft.tasks().size(); to++) {
            for (String id : draft.tasks().get(to).dependencies()) {
                Integer from = indexes.get(id);
                if (from != null) {
                    edges.add(new Edge(from, to));
                }
            }
        }
        return new PlanShape(tools, edges);
    }

    /** Returns the edges by the names of their tools. */
    public List<Link> links() {
        return edges.stream()
                .map(e -> new Link(tools.get(e.from()), tools.get(e.to())))
                .toList();
    }

    /** Returns this shape without the tools that are not known, and without their edges. */
    public PlanShape only(Set<String> known) {
        List<String> kept = new ArrayList<>();
        Map<Integer, Integer> moved = new HashMap<>();
        for (int i = 0; i < tools.size(); i++) {
            if (known.contains(tools.get(i))) {
                moved.put(i, kept.size());
                kept.add(tools.get(i));
            }
        }
        List<Edge> left = new ArrayList<>();
        for (Edge edge : edges) {
            Integer from = moved.get(edge.from());
            Integer to = moved.get(edge.to());
            if (from != null && to != null) {
                left.add(new Edge(from, to));
            }
        }
        return new PlanShape(kept, left);
    }

    /** Returns the places of the tasks when each follows what it depends on; ties, and what lies on a cycle, in plan order. */
    public List<Integer> ranks() {
        List<Integer> order = new ArrayList<>();
        Set<Integer> open = new LinkedHashSet<>();
        for (int i = 0; i < tools.size(); i++) {
            open.add(i);
        }
        while (!open.isEmpty()) {
            int next = open.stream()
                    .filter(i -> edges.stream().noneMatch(e -> e.to() == i && open.contains(e.from())))
                    .findFirst()
                    .orElseGet(() -> open.iterator().next());
            open.remove(next);
            order.add(next);
        }
        Integer[] ranks = new Integer[tools.size()];
        for (int place = 0; place < order.size(); place++) {
            ranks[order.get(place)] = place;
        }
        return List.of(ranks);
    }

    /** Returns {@code none}, {@code single}, {@code chain} or {@code dag}. */
    public String structure() {
        if (tools.size() < 2) {
            return tools.isEmpty() ? "none" : "single";
        }
        boolean line = edges.size() == tools.size() - 1;
        for (int i = 0; i < tools.size() && line; i++) {
            int at = i;
            line = edges.stream().filter(e -> e.from() == at).count() <= 1
                    && edges.stream().filter(e -> e.to() == at).count() <= 1;
        }
        return line ? "chain" : "dag";
    }
}
