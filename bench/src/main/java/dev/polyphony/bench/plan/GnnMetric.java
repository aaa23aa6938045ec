package dev.polyphony.bench.plan;

import dev.polyphony.bench.plan.PlanShape.Link;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * GNN4TaskPlan's figures, as its {@code evaluate.py} computes them: means over the samples whose gold plan has two tools or
 * more, without multiplicity and order; all in [0, 1].
 *
 * @param samples how many samples that is
 * @param nodeF1 mean F1 of the tools
 * @param linkF1 mean F1 of the links by name; 0 where either side has none
 * @param accuracy share of samples whose tools are all right
 * @param unknownNodes mean share of tools that are not in the catalogue
 * @param withUnknownNode share of samples with such a tool
 * @param unknownLinks mean share of links that are not in the tool graph
 * @param withUnknownLink share of samples with such a link
 */
public record GnnMetric(
        int samples,
        double nodeF1,
        double linkF1,
        double accuracy,
        double unknownNodes,
        double withUnknownNode,
        double unknownLinks,
        double withUnknownLink) {
    private static final double ACCURATE = 0.99;

    /**
     * Returns the figures of some plans.
     *
     * @param got the plans
     * @param golds the gold plans, in the same order
     * @param tools the catalogue
     * @param graph the links of the tool graph
     */
    public static GnnMetric of(List<PlanShape> got, List<PlanShape> golds, Set<String> tools, Set<Link> graph) {
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < got.size(); i++) {
            if (golds.get(i).tools().size() >= 2) {
                PlanShape mine = got.get(i);
                PlanShape gold = golds.get(i);
                double nodes = f1(mine.tools(), gold.tools());
                double links = f1(mine.links(), gold.links());
                double unknown = unknown(mine.tools(), tools);
                double unknownLinks = unknown(mine.links(), graph);
                rows.add(new double[] {
                    nodes,
                    links,
                    nodes >= ACCURATE ? 1 : 0,
                    unknown,
                    unknown > 0 ? 1 : 0,
                    unknownLinks,
                    unknownLinks > 0 ? 1 : 0
                });
            }
        }
        double[] means = new double[7];
        for (double[] row : rows) {
            for (int k = 0; k < means.length; k++) {
                means[k] += row[k] / rows.size();
            }
        }
        return new GnnMetric(rows.size(), means[0], means[1], means[2], means[3], means[4], means[5], means[6]);
    }

    /** Shared members of the sets over the lengths of the lists. */
    private static <T> double f1(List<T> got, List<T> gold) {
        if (got.isEmpty() || gold.isEmpty()) {
            return 0;
        }
        Set<T> shared = new HashSet<>(got);
        shared.retainAll(new HashSet<>(gold));
        return 2.0 * shared.size() / (got.size() + gold.size());
    }

    private static <T> double unknown(List<T> got, Set<T> known) {
        return Tallied.share(got.stream().filter(x -> !known.contains(x)).count(), got.size());
    }
}
