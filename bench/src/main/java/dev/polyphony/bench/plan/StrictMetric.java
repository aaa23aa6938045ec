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

/**
 * The metric that is reported first: tasks by multiplicity, dependencies by instance. Planned tasks are assigned to gold tasks
 * of the same tool, each to one at most, so that most dependencies match: by trying all ways while there are at most
 * {@value #MOST_WAYS}, by topological order otherwise. A tool that is not known counts as a wrong task.
 */
public final class StrictMetric {
    static final int MOST_WAYS = 5_040;

    private StrictMetric() {}

    /** Returns the counts for a plan where several are right: those of the plan that it equals, or else is most like. */
    public static Tallied best(PlanShape got, List<PlanShape> golds) {
        return golds.stream()
                .map(gold -> score(got, gold))
                .max(Comparator.comparing(Tallied::exact)
                        .thenComparingDouble(Tallied::nodeF1)
                        .thenComparingDouble(Tallied::edgeF1))
                .orElseThrow();
    }

    /** Returns the counts for a plan against the gold plan. */
    public static Tallied score(PlanShape got, PlanShape gold) {
        Map<String, List<Integer>> mine = byTool(got);
        Map<String, List<Integer>> right = byTool(gold);
        int nodes = 0;
        long ways = 1;
        List<Match> matches = new ArrayList<>();
        for (Map.Entry<String, List<Integer>> tool : mine.entrySet()) {
            List<Integer> theirs = right.getOrDefault(tool.getKey(), List.of());
            nodes += Math.min(tool.getValue().size(), theirs.size());
            if (!theirs.isEmpty()) {
                Match match = new Match(tool.getValue(), theirs);
                matches.add(match);
                ways = Math.min(MOST_WAYS + 1L, ways * match.ways());
            }
        }
        int edges = ways <= MOST_WAYS ? most(got, gold, matches) : inOrder(got, gold, matches);
        return new Tallied(
                nodes,
                got.tools().size(),
                gold.tools().size(),
                edges,
                got.edges().size(),
                gold.edges().size());
    }

    /** Tasks of one tool on both sides, each in topological order. */
    private record Match(List<Integer> got, List<Integer> gold) {
        long ways() {
            int few = Math.min(got.size(), gold.size());
            int many = Math.max(got.size(), gold.size());
            long ways = 1;
            for (int i = 0; i < few && ways <= MOST_WAYS; i++) {
                ways *= many - i;
            }
            return ways;
        }

        /** Every injective assignment of the fewer side to the other, as pairs of a planned and a gold task. */
        List<List<int[]>> all() {
            List<List<int[]>> all = new ArrayList<>();
            extend(List.of(), new HashSet<>(), all);
            return all;
        }

        private void extend(List<int[]> pairs, Set<Integer> taken, List<List<int[]>> all) {
            boolean fewGot = got.size() <= gold.size();
            List<Integer> few = fewGot ? got : gold;
            List<Integer> many = fewGot ? gold : got;
            if (pairs.size() == few.size()) {
                all.add(pairs);
                return;
            }
            int one = few.get(pairs.size());
            for (int other : many) {
                if (taken.add(other)) {
                    List<int[]> more = new ArrayList<>(pairs);
                    more.add(fewGot ? new int[] {one, other} : new int[] {other, one});
                    extend(more, taken, all);
                    taken.remove(other);
                }
            }
        }
    }

    private static Map<String, List<Integer>> byTool(PlanShape plan) {
        List<Integer> ranks = plan.ranks();
        Map<String, List<Integer>> byTool = new LinkedHashMap<>();
        for (int i = 0; i < plan.tools().size(); i++) {
            byTool.computeIfAbsent(plan.tools().get(i), t -> new ArrayList<>()).add(i);
        }
        byTool.values().forEach(list -> list.sort(Comparator.comparing(ranks::get)));
        return byTool;
    }

    private static int most(PlanShape got, PlanShape gold, List<Match> matches) {
        return most(got, gold, matches, 0, new int[0][]);
    }

    private static int most(PlanShape got, PlanShape gold, List<Match> matches, int at, int[][] pairs) {
        if (at == matches.size()) {
            return matched(got, gold, pairs);
        }
        int best = 0;
        for (List<int[]> way : matches.get(at).all()) {
            int[][] more = Arrays.copyOf(pairs, pairs.length + way.size());
            for (int i = 0; i < way.size(); i++) {
                more[pairs.length + i] = way.get(i);
            }
            best = Math.max(best, most(got, gold, matches, at + 1, more));
        }
        return best;
    }

    private static int inOrder(PlanShape got, PlanShape gold, List<Match> matches) {
        List<int[]> pairs = new ArrayList<>();
        for (Match match : matches) {
            for (int i = 0; i < Math.min(match.got().size(), match.gold().size()); i++) {
                pairs.add(new int[] {match.got().get(i), match.gold().get(i)});
            }
        }
        return matched(got, gold, pairs.toArray(int[][]::new));
    }

    private static int matched(PlanShape got, PlanShape gold, int[][] pairs) {
        int[] image = new int[got.tools().size()];
        Arrays.fill(image, -1);
        for (int[] pair : pairs) {
            image[pair[0]] = pair[1];
        }
        Set<Edge> right = new HashSet<>(gold.edges());
        int matched = 0;
        for (Edge edge : got.edges()) {
            boolean assigned = image[edge.from()] >= 0 && image[edge.to()] >= 0;
            matched += assigned && right.contains(new Edge(image[edge.from()], image[edge.to()])) ? 1 : 0;
        }
        return matched;
    }
}
