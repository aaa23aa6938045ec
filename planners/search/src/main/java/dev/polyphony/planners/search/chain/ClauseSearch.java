package dev.polyphony.planners.search.chain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Each clause asks for one call or none, in order; what follows what is weighed by the catalogue's graph and by kinship. */
final class ClauseSearch {
    private static final double FLOOR = 0.5;
    /** So much like must a tool be that is planned alone, where nothing passes the floor. */
    private static final double LEAST = 0.3;

    private static final double AGAIN = -0.1;
    private static final double HOPELESS = 0.25;
    private static final int TOOLS = 40;
    private static final int BEAM = 64;

    private final ChainIndex index;

    ClauseSearch(ChainIndex index) {
        this.index = index;
    }

    /** Returns chains, best first; at least one, which may be empty. */
    List<Chain> run(List<double[]> scores) {
        List<Chain> beam = List.of(Chain.NONE);
        for (int piece = 0; piece < scores.size(); piece++) {
            double[] row = scores.get(piece);
            List<Chain> next = new ArrayList<>(beam);
            List<Integer> tools = most(row);
            for (Chain chain : beam) {
                for (int tool : tools) {
                    next.add(with(chain, new Chain.Link(tool, piece), row[tool] - FLOOR));
                }
            }
            beam = best(next);
        }
        List<Chain> some =
                beam.stream().filter(c -> !c.links().isEmpty()).limit(8).toList();
        return beam.get(0).links().isEmpty() ? alone(scores, some) : some;
    }

    private Chain with(Chain chain, Chain.Link link, double worth) {
        double join = 0;
        if (!chain.links().isEmpty()) {
            int last = chain.links().get(chain.links().size() - 1).tool();
            join = last == link.tool() ? AGAIN : index.follows(last, link.tool());
        }
        List<Chain.Link> longer = new ArrayList<>(chain.links());
        longer.add(link);
        return new Chain(longer, chain.score() + worth + join);
    }

    private static List<Chain> best(List<Chain> chains) {
        Set<List<Integer>> seen = new HashSet<>();
        return chains.stream()
                .sorted(Comparator.comparingDouble(Chain::score).reversed())
                .filter(c -> seen.add(c.tools()))
                .limit(BEAM)
                .toList();
    }

    private static List<Integer> most(double[] row) {
        return IntStream.range(0, row.length)
                .boxed()
                .filter(t -> row[t] > FLOOR - HOPELESS)
                .sorted(Comparator.comparingDouble((Integer t) -> -row[t]).thenComparing(t -> t))
                .limit(TOOLS)
                .toList();
    }

    /** Nothing passes: the one tool that is most like some clause, if it is like it at all. */
    private static List<Chain> alone(List<double[]> scores, List<Chain> others) {
        Chain best = Chain.NONE;
        double most = LEAST;
        for (int piece = 0; piece < scores.size(); piece++) {
            for (int tool = 0; tool < scores.get(piece).length; tool++) {
                if (scores.get(piece)[tool] > most) {
                    most = scores.get(piece)[tool];
                    best = new Chain(List.of(new Chain.Link(tool, piece)), most - FLOOR);
                }
            }
        }
        List<Chain> all = new ArrayList<>(List.of(best));
        all.addAll(others);
        return all;
    }
}
