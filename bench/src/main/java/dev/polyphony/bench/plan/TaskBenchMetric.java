package dev.polyphony.bench.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * TaskBench's figures, as its {@code evaluate.py} computes them: sets for each sample, pooled; all in [0, 1]. A tool outside
 * the catalogue costs nothing.
 *
 * @param nodeF1 of the tools, pooled
 * @param nodeF1Macro mean over the tools of the catalogue; a tool that nobody names counts 0
 * @param edgeF1 of the links by name, pooled; 0 if there is none at all
 * @param typeF1 of "tool-kind of argument"; absent where the gold has no arguments
 * @param valueF1 of "tool-kind of argument-value"; absent where the gold has no arguments
 * @param editDistance 1 less the mean likeness of the sequences of tools
 */
public record TaskBenchMetric(
        double nodeF1, double nodeF1Macro, double edgeF1, double typeF1, double valueF1, double editDistance) {

    /**
     * What TaskBench sees of a plan.
     *
     * @param tools ids, in the order of the plan
     * @param links which tool feeds which
     * @param types "tool-kind" of each argument
     * @param values "tool-kind-value" of each argument
     */
    public record View(List<String> tools, Set<PlanShape.Link> links, Set<String> types, Set<String> values) {
        public View {
            tools = List.copyOf(tools);
            links = Set.copyOf(links);
            types = Set.copyOf(types);
            values = Set.copyOf(values);
        }
    }

    /** Returns the figures of some plans against gold plans in the same order. */
    public static TaskBenchMetric of(List<View> got, List<View> golds, List<String> catalogue) {
        Map<String, int[]> counts = new HashMap<>();
        catalogue.forEach(tool -> counts.put(tool, new int[3]));
        List<Tallied> edges = new ArrayList<>();
        List<Tallied> types = new ArrayList<>();
        List<Tallied> values = new ArrayList<>();
        double likeness = 0;
        for (int i = 0; i < got.size(); i++) {
            View mine = got.get(i);
            View gold = golds.get(i);
            for (String tool : catalogue) {
                boolean here = mine.tools().contains(tool);
                boolean wanted = gold.tools().contains(tool);
                int[] count = counts.getOrDefault(tool, new int[3]);
                count[0] += here && wanted ? 1 : 0;
                count[1] += here ? 1 : 0;
                count[2] += wanted ? 1 : 0;
            }
            edges.add(compare(mine.links(), gold.links()));
            types.add(compare(mine.types(), gold.types()));
            values.add(compare(mine.values(), gold.values()));
            likeness += likeness(indexes(mine, catalogue), indexes(gold, catalogue)) / got.size();
        }
        int[] all = new int[3];
        double macro = 0;
        for (int[] count : counts.values()) {
            for (int k = 0; k < 3; k++) {
                all[k] += count[k];
            }
            macro += f1(count[0], count[1], count[2]) / catalogue.size();
        }
        boolean argued = golds.stream().anyMatch(g -> !g.types().isEmpty());
        return new TaskBenchMetric(
                f1(all[0], all[1], all[2]),
                macro,
                pooled(edges),
                argued ? pooled(types) : Double.NaN,
                argued ? pooled(values) : Double.NaN,
                1 - likeness);
    }

    private static <T> Tallied compare(Set<T> got, Set<T> gold) {
        Set<T> shared = new HashSet<>(got);
        shared.retainAll(gold);
        return new Tallied(shared.size(), got.size(), gold.size(), 0, 0, 0);
    }

    private static double pooled(List<Tallied> all) {
        Tallied sum = Tallied.sum(all);
        return f1(sum.nodesRight(), sum.nodesGot(), sum.nodesGold());
    }

    /** As scikit-learn has it: 0 where there is nothing on either side. */
    private static double f1(int right, int got, int gold) {
        return got + gold == 0 ? 0 : 2.0 * right / (got + gold);
    }

    private static List<Integer> indexes(View plan, List<String> catalogue) {
        return plan.tools().stream().map(t -> catalogue.indexOf(t) + 1).toList();
    }

    /** The Levenshtein ratio: an insertion or a deletion costs 1, a replacement 2; 1 less the cost over the sum of lengths. */
    static double likeness(List<Integer> a, List<Integer> b) {
        if (a.isEmpty() && b.isEmpty()) {
            return 1;
        }
        int[] row = new int[b.size() + 1];
        for (int j = 0; j <= b.size(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.size(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.size(); j++) {
                int above = row[j];
                int replaced = diagonal + (a.get(i - 1).equals(b.get(j - 1)) ? 0 : 2);
                row[j] = Math.min(Math.min(above, row[j - 1]) + 1, replaced);
                diagonal = above;
            }
        }
        return 1 - (double) row[b.size()] / (a.size() + b.size());
    }
}
