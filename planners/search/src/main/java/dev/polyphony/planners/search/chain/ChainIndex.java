package dev.polyphony.planners.search.chain;

import dev.polyphony.agent.Signature;
import dev.polyphony.planners.search.match.Background;
import dev.polyphony.planners.search.match.Card;
import dev.polyphony.planners.search.match.Vectors;
import dev.polyphony.planners.search.match.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tools of an API catalogue, ready to be matched by name, description and words; with what each needs, and which may follow
 * which. A likeness is 0 for everyday talk and about 0.5 to 1 for a fit. Immutable; thread-safe.
 */
public final class ChainIndex {
    private static final double WORDS = 0.5;
    private static final double OF_NAME = 0.7;
    private static final double NEEDY = 0.25;
    private static final double LINK = 0.045;
    private static final double NO_LINK = -0.3;
    private static final double LINKED_MOSTLY = 0.9;
    private static final double KIN = 0.4;
    private static final double KIN_BY_GRAPH = 0.15;
    private static final double USUAL_KIN = 0.1;

    private final Vectors vectors;
    private final List<Card> cards;
    private final Needs needs;
    private final List<float[]> names;
    private final List<float[]> does;
    private final List<Set<String>> nameStems = new ArrayList<>();
    private final List<Set<String>> stems = new ArrayList<>();
    private final Map<String, Double> rarity = new HashMap<>();
    private final double[] everyday;
    private final float[][] follows;
    private final boolean graphed;
    private final @Nullable Facts facts;

    private ChainIndex(List<Card> cards, Vectors vectors, ToolGraph graph) {
        this.cards = List.copyOf(cards);
        this.vectors = vectors;
        List<Signature> tools = cards.stream().map(Card::signature).toList();
        needs = new Needs(tools);
        names = vectors.of(tools.stream().map(t -> Words.ofName(t.name())).toList());
        does = vectors.of(tools.stream().map(Signature::does).toList());
        for (Signature tool : tools) {
            Set<String> name = Words.stems(tool.name());
            nameStems.add(name);
            Set<String> all = new HashSet<>(name);
            all.addAll(Words.stems(tool.does()));
            stems.add(all);
        }
        weighWords();
        everyday = new double[cards.size()];
        List<double[]> rows = raw(Background.lines());
        rows.forEach(row -> {
            for (int t = 0; t < row.length; t++) {
                everyday[t] += row[t] / rows.size();
            }
        });
        graphed = !graph.links().isEmpty();
        follows = follows(graph);
        facts = needs.share() >= NEEDY ? new Facts(this, vectors) : null;
    }

    /** Returns the index of some tools. */
    public static ChainIndex of(List<Card> cards, Vectors vectors, ToolGraph graph) {
        return new ChainIndex(cards, vectors, graph);
    }

    /** Returns the tools, in the order of scores. */
    public List<Card> cards() {
        return cards;
    }

    /** Returns what is known of tools that look things up by id; null if few do. */
    @Nullable
    Facts facts() {
        return facts;
    }

    Needs needs() {
        return needs;
    }

    Set<String> nameStems(int tool) {
        return nameStems.get(tool);
    }

    Set<String> stems(int tool) {
        return stems.get(tool);
    }

    double rarity(String stem) {
        return rarity.getOrDefault(stem, 0.0);
    }

    /** Returns what it adds to a plan that one tool comes right after the other. */
    double follows(int from, int to) {
        return follows[from][to];
    }

    /** Returns for each text one likeness a tool. */
    List<double[]> scores(List<String> texts) {
        List<double[]> rows = raw(texts);
        for (double[] row : rows) {
            for (int t = 0; t < row.length; t++) {
                row[t] -= everyday[t];
            }
        }
        return rows;
    }

    private List<double[]> raw(List<String> texts) {
        List<float[]> asked = vectors.of(texts);
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            Set<String> said = Words.stems(texts.get(i));
            double all = 1 + said.stream().mapToDouble(this::rarity).sum();
            double[] row = new double[cards.size()];
            for (int t = 0; t < row.length; t++) {
                row[t] = (Vectors.cosine(asked.get(i), names.get(t)) + Vectors.cosine(asked.get(i), does.get(t))) / 2
                        + WORDS * words(said, all, t);
            }
            rows.add(row);
        }
        return rows;
    }

    /** The share of the tool's name that is said, and the share of what is said that the tool speaks of. */
    private double words(Set<String> said, double all, int tool) {
        double name = 0;
        double named = 0;
        for (String stem : nameStems.get(tool)) {
            name += rarity(stem);
            named += said.contains(stem) ? rarity(stem) : 0;
        }
        double shared = 0;
        for (String stem : said) {
            shared += stems.get(tool).contains(stem) ? rarity(stem) : 0;
        }
        return (name == 0 ? 0 : OF_NAME * named / name) + (1 - OF_NAME) * shared / all;
    }

    private void weighWords() {
        Map<String, Integer> uses = new HashMap<>();
        stems.forEach(set -> set.forEach(stem -> uses.merge(stem, 1, Integer::sum)));
        uses.forEach((stem, n) -> rarity.put(stem, Math.log(1 + (double) stems.size() / n)));
    }

    /** A link of the catalogue's graph tells the more, the fewer there are; so do rare words that two names share. */
    private float[][] follows(ToolGraph graph) {
        int size = cards.size();
        double density = Math.max(1, graph.links().size()) / (double) Math.max(1, size * size);
        double link = graphed ? Math.max(0, LINK * Math.log(LINKED_MOSTLY / density)) : 0;
        double none = graphed ? NO_LINK * (1 - density) : 0;
        double kin = graphed ? KIN_BY_GRAPH : KIN;
        float[][] found = new float[size][size];
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < size; b++) {
                boolean linked = graphed
                        && graph.links()
                                .contains(new ToolGraph.Link(
                                        cards.get(a).name(), cards.get(b).name()));
                found[a][b] = (float) ((linked ? link : none) + kin * (kinship(a, b) - USUAL_KIN));
            }
        }
        return found;
    }

    private double kinship(int a, int b) {
        double shared = 0;
        double all = 0;
        for (String stem : nameStems.get(a)) {
            all += rarity(stem);
            shared += nameStems.get(b).contains(stem) ? rarity(stem) : 0;
        }
        for (String stem : nameStems.get(b)) {
            all += nameStems.get(a).contains(stem) ? 0 : rarity(stem);
        }
        return all == 0 ? 0 : shared / all;
    }
}
