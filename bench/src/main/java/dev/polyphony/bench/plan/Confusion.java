package dev.polyphony.bench.plan;

import dev.polyphony.bench.plan.PlanShape.Edge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where plans differ from gold, by the stage that went wrong. The tasks of both, each in topological order, are aligned so
 * that most tools are the same. Between what is the same, tasks of both sides are paired in order: another tool was matched
 * to that step. A gold task without a partner is a step that was not read, a planned one a step too many. An edge is wrong by
 * itself only where both its ends are right, and no detour over other tasks stands for it.
 */
final class Confusion {
    /** What can go wrong, in the order in which planning does it. */
    enum Stage {
        /** A gold task has no partner. */
        STEP_LOST("step lost"),
        /** A planned task has no partner. */
        STEP_ADDED("step added"),
        /** The partners are tasks of different tools. */
        TOOL("other tool"),
        /** Both tasks are right and the dependency between them is not there. */
        EDGE_LOST("edge lost"),
        /** Both tasks are right and gold has no dependency between them. */
        EDGE_ADDED("edge added");

        private final String words;

        Stage(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * One difference.
     *
     * @param stage what went wrong
     * @param what the tools it concerns
     */
    record Fault(Stage stage, String what) {}

    /**
     * A kind of difference and how often it is there.
     *
     * @param fault what went wrong
     * @param count how often
     * @param example the request of the first plan with it
     */
    record Counted(Fault fault, int count, String example) {}

    private final Map<Fault, Integer> counts = new LinkedHashMap<>();
    private final Map<Fault, String> examples = new LinkedHashMap<>();
    private final Map<Stage, Integer> plans = new TreeMap<>();
    private int exact;
    private int all;

    /** Counts the differences of one plan. */
    void add(PlanShape got, PlanShape gold, String request) {
        List<Fault> faults = faults(got, gold);
        all++;
        exact += faults.isEmpty() ? 1 : 0;
        faults.stream()
                .map(Fault::stage)
                .min(Comparator.naturalOrder())
                .ifPresent(s -> plans.merge(s, 1, Integer::sum));
        for (Fault fault : faults) {
            counts.merge(fault, 1, Integer::sum);
            examples.putIfAbsent(fault, request);
        }
    }

    /** Returns how many plans there were. */
    int plans() {
        return all;
    }

    /** Returns how many plans had no difference. */
    int exact() {
        return exact;
    }

    /** Returns for each stage how many plans went wrong there first. */
    Map<Stage, Integer> first() {
        return plans;
    }

    /** Returns how many differences there are of a stage. */
    int count(Stage stage) {
        return counts.entrySet().stream()
                .filter(e -> e.getKey().stage() == stage)
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** Returns the commonest differences of all stages, most first. */
    List<Counted> commonest(int most) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<Fault, Integer>comparingByValue().reversed())
                .limit(most)
                .map(e -> new Counted(e.getKey(), e.getValue(), examples.getOrDefault(e.getKey(), "")))
                .toList();
    }

    /** Returns the differences of a plan, in the order of the plans. */
    static List<Fault> faults(PlanShape got, PlanShape gold) {
        List<Integer> mine = ordered(got);
        List<Integer> right = ordered(gold);
        int[] partner = new int[got.tools().size()];
        List<Fault> faults = new ArrayList<>();
        int fromMine = 0;
        int fromRight = 0;
        List<int[]> same = same(got, mine, gold, right);
        same.add(new int[] {mine.size(), right.size()});
        Arrays.fill(partner, -1);
        for (int[] anchor : same) {
            gap(got, mine.subList(fromMine, anchor[0]), gold, right.subList(fromRight, anchor[1]), faults);
            if (anchor[0] < mine.size()) {
                partner[mine.get(anchor[0])] = right.get(anchor[1]);
            }
            fromMine = anchor[0] + 1;
            fromRight = anchor[1] + 1;
        }
        edges(got, gold, partner, faults);
        return faults;
    }

    private static void gap(
            PlanShape got, List<Integer> mine, PlanShape gold, List<Integer> right, List<Fault> faults) {
        for (int i = 0; i < Math.max(mine.size(), right.size()); i++) {
            String planned = i < mine.size() ? got.tools().get(mine.get(i)) : "";
            String wanted = i < right.size() ? gold.tools().get(right.get(i)) : "";
            faults.add(
                    planned.isEmpty()
                            ? new Fault(Stage.STEP_LOST, wanted)
                            : wanted.isEmpty()
                                    ? new Fault(Stage.STEP_ADDED, planned)
                                    : new Fault(Stage.TOOL, wanted + " -> " + planned));
        }
    }

    private static void edges(PlanShape got, PlanShape gold, int[] partner, List<Fault> faults) {
        int[] mine = new int[gold.tools().size()];
        Arrays.fill(mine, -1);
        for (int i = 0; i < partner.length; i++) {
            if (partner[i] >= 0) {
                mine[partner[i]] = i;
            }
        }
        added(got, gold, partner, Stage.EDGE_ADDED, faults);
        added(gold, got, mine, Stage.EDGE_LOST, faults);
    }

    /** Finds edges of a plan between tasks that the other has too, where the other does not lead from one to the other. */
    private static void added(PlanShape plan, PlanShape other, int[] partner, Stage stage, List<Fault> faults) {
        for (Edge edge : plan.edges()) {
            int from = partner[edge.from()];
            int to = partner[edge.to()];
            if (from >= 0 && to >= 0 && !leads(other, from, to)) {
                faults.add(new Fault(stage, link(plan, edge)));
            }
        }
    }

    private static boolean leads(PlanShape plan, int from, int to) {
        Set<Integer> reached = new HashSet<>(Set.of(from));
        boolean more = true;
        while (more) {
            more = false;
            for (Edge edge : plan.edges()) {
                more |= reached.contains(edge.from()) && reached.add(edge.to());
            }
        }
        return reached.contains(to);
    }

    private static String link(PlanShape plan, Edge edge) {
        return plan.tools().get(edge.from()) + " > " + plan.tools().get(edge.to());
    }

    private static List<Integer> ordered(PlanShape plan) {
        List<Integer> ranks = plan.ranks();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < ranks.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparing(ranks::get));
        return order;
    }

    /** Returns the longest common subsequence, as pairs of places. */
    private static List<int[]> same(PlanShape got, List<Integer> mine, PlanShape gold, List<Integer> right) {
        int[][] longest = new int[mine.size() + 1][right.size() + 1];
        for (int i = mine.size() - 1; i >= 0; i--) {
            for (int j = right.size() - 1; j >= 0; j--) {
                boolean equal = got.tools().get(mine.get(i)).equals(gold.tools().get(right.get(j)));
                longest[i][j] = equal ? 1 + longest[i + 1][j + 1] : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        List<int[]> pairs = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < mine.size() && j < right.size()) {
            if (got.tools().get(mine.get(i)).equals(gold.tools().get(right.get(j)))) {
                pairs.add(new int[] {i++, j++});
            } else if (longest[i + 1][j] >= longest[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        return pairs;
    }
}
