package dev.polyphony.planners.search.data;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Checked;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Finding;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.PlanCheck;
import dev.polyphony.agent.PlanLimits;
import dev.polyphony.agent.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts how near drafts are to gold: nodes and edges by multiplicity, exact plans, valid plans, files taken, time. */
public final class Tally {
    private int nodesRight;
    private int nodesGot;
    private int nodesGold;
    private int edgesRight;
    private int edgesGot;
    private int edgesGold;
    private int exact;
    private int valid;
    private int samples;
    private int files;
    private int filesTaken;
    private int empty;
    private final List<Double> millis = new ArrayList<>();
    private final Map<String, Integer> missed = new TreeMap<>();
    private final Map<String, Integer> extra = new TreeMap<>();

    /** Adds one draft; returns it in words. */
    public String add(Sample gold, Catalogue catalogue, Draft draft, double took) {
        Sample sample = fitting(gold, draft);
        samples++;
        millis.add(took);
        Map<String, String> byTask = new HashMap<>();
        List<String> nodes = new ArrayList<>();
        for (Task task : draft.tasks()) {
            String id = catalogue.ids().getOrDefault(task.tool(), task.tool());
            byTask.put(task.id(), id);
            nodes.add(id);
        }
        List<String> edges = new ArrayList<>();
        draft.tasks()
                .forEach(t -> t.dependencies().forEach(d -> edges.add(byTask.get(d) + " -> " + byTask.get(t.id()))));
        List<String> goldEdges = sample.links().stream()
                .map(l -> l.getKey() + " -> " + l.getValue())
                .toList();
        int right = shared(nodes, sample.nodes());
        int edgesFound = shared(edges, goldEdges);
        nodesRight += right;
        nodesGot += nodes.size();
        nodesGold += sample.nodes().size();
        edgesRight += edgesFound;
        edgesGot += edges.size();
        edgesGold += goldEdges.size();
        boolean same = right == nodes.size()
                && right == sample.nodes().size()
                && edgesFound == edges.size()
                && edgesFound == goldEdges.size();
        exact += same ? 1 : 0;
        empty += nodes.isEmpty() ? 1 : 0;
        Checked checked = PlanCheck.check(draft, catalogue.toolbox(), sample.attachments(), PlanLimits.DEFAULT);
        valid += checked.plan() != null && !nodes.isEmpty() ? 1 : 0;
        String taken = draft.tasks().stream()
                .flatMap(t -> t.inputs().values().stream())
                .flatMap(Input::items)
                .map(Input::toString)
                .collect(Collectors.joining());
        files += sample.attachments().size();
        filesTaken += (int) sample.attachments().stream()
                .map(Artifact::id)
                .filter(taken::contains)
                .count();
        count(sample.nodes(), nodes, missed);
        count(nodes, sample.nodes(), extra);
        String faults = checked.findings().stream()
                .filter(f -> !f.code().isWarning())
                .map(Finding::toString)
                .collect(Collectors.joining(" "));
        return (same ? "= " : "x ") + sample.request().replace('\n', ' ') + "\n    gold " + sample.nodes() + goldEdges
                + "\n    got  " + nodes + edges + " " + faults
                + (draft.answer() == null ? "" : " ! " + draft.answer().replace('\n', ' '));
    }

    private static Sample fitting(Sample gold, Draft draft) {
        List<String> others = gold.otherNodes();
        boolean other = !others.isEmpty()
                && others.equals(draft.tasks().stream().map(Task::tool).toList());
        if (!other) {
            return gold;
        }
        List<Map.Entry<String, String>> chain = new ArrayList<>();
        for (int i = 1; i < others.size(); i++) {
            chain.add(Map.entry(others.get(i - 1), others.get(i)));
        }
        return new Sample(gold.id(), gold.request(), gold.attachments(), others, chain, List.of());
    }

    private static int shared(List<String> a, List<String> b) {
        List<String> left = new ArrayList<>(b);
        return (int) a.stream().filter(left::remove).count();
    }

    private static void count(List<String> all, List<String> without, Map<String, Integer> counts) {
        List<String> left = new ArrayList<>(without);
        all.stream().filter(x -> !left.remove(x)).forEach(x -> counts.merge(x, 1, Integer::sum));
    }

    private static double f1(int right, int got, int gold) {
        return got + gold == 0 ? 100 : 200.0 * right / (got + gold);
    }

    public double nodeF1() {
        return f1(nodesRight, nodesGot, nodesGold);
    }

    public double edgeF1() {
        return f1(edgesRight, edgesGot, edgesGold);
    }

    public double exactShare() {
        return 100.0 * exact / samples;
    }

    public double validShare() {
        return 100.0 * valid / samples;
    }

    public double filesShare() {
        return files == 0 ? 100 : 100.0 * filesTaken / files;
    }

    @Override
    public String toString() {
        double[] sorted = millis.stream().mapToDouble(d -> d).sorted().toArray();
        return "n=%d node F1 %.1f (P %.1f R %.1f) edge F1 %.1f exact %.1f%% valid %.1f%% empty %d files %.1f%% p50 %.1f ms p99 %.1f ms%n  missed %s%n  extra %s"
                .formatted(
                        samples,
                        nodeF1(),
                        100.0 * nodesRight / Math.max(1, nodesGot),
                        100.0 * nodesRight / Math.max(1, nodesGold),
                        edgeF1(),
                        exactShare(),
                        validShare(),
                        empty,
                        filesShare(),
                        sorted[sorted.length / 2],
                        sorted[(int) (sorted.length * 0.99)],
                        top(missed),
                        top(extra));
    }

    private static String top(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(12)
                .map(e -> e.getKey() + " " + e.getValue())
                .collect(Collectors.joining(", "));
    }
}
