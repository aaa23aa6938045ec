package dev.polyphony.planners.search.chain;

import dev.polyphony.planners.search.match.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * From what is named or listed, by the ids that one tool yields and the next needs, to what is asked: each tool serves one or
 * more hops, in order.
 */
final class HopSearch {
    private static final double TASK = 0.18;
    private static final double FLOOR = 0.1;
    private static final double BY_TEXT = 0.6;
    private static final double WORD = 0.3;
    private static final double PLAIN = 0.2;
    private static final double TURNS = 0.2;
    private static final double UNSAID = 0.12;
    private static final double NAMED = 0.3;
    private static final double KIND = 0.3;
    private static final double OWNER = 0.25;
    private static final double NAMELESS = 0.4;
    private static final double NAME_UNUSED = 0.3;
    private static final double YIELD = 0.4;
    private static final double ANSWERS = 0.1;
    private static final double ONLY_FOUND = 0.15;
    private static final double SKIPPED = 0.05;
    private static final int LONGEST = 4;
    private static final int BEAM = 24;
    private static final Set<String> PEOPLE = Set.of(
            "person",
            "artist",
            "author",
            "actor",
            "director",
            "user",
            "account",
            "player",
            "singer",
            "creator",
            "member");

    private final ChainIndex index;
    private final Facts facts;
    private final Hops said;
    private final List<double[]> fits;
    private final boolean hasId;

    HopSearch(ChainIndex index, Hops said, boolean hasId) {
        this.index = index;
        this.facts = Objects.requireNonNull(index.facts());
        this.said = said;
        this.hasId = hasId;
        this.fits = fits();
    }

    /**
     * A chain in the making.
     *
     * @param links its tools
     * @param worth by how many hops are behind, the best worth
     * @param answers worth if the last tool serves the last hop
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record State(List<Chain.Link> links, double[] worth, double answers) {
        double best() {
            return Math.max(worth[worth.length - 1], answers);
        }

        int last() {
            return links.get(links.size() - 1).tool();
        }
    }

    List<Chain> run() {
        List<State> beam = starts();
        List<State> all = new ArrayList<>(beam);
        for (int length = 1; length < LONGEST; length++) {
            beam = beam.stream()
                    .sorted(Comparator.comparingDouble(
                            (State s) -> -Arrays.stream(s.worth()).max().orElse(0)))
                    .limit(BEAM)
                    .flatMap(s -> longer(s).stream())
                    .toList();
            all.addAll(beam);
        }
        return all.stream()
                .map(s -> new Chain(s.links(), s.best() - (facts.isSearch(s.last()) ? ONLY_FOUND : 0)))
                .sorted(Comparator.comparingDouble(Chain::score).reversed())
                .limit(8)
                .toList();
    }

    /** Returns how well each hop fits each tool, above the floor. */
    List<double[]> rows() {
        return fits;
    }

    private List<double[]> fits() {
        List<double[]> texts = index.scores(said.hops().stream().map(Hop::text).toList());
        List<double[]> tells = facts.scores(said.hops().stream().map(Hop::core).toList());
        List<double[]> rows = new ArrayList<>();
        for (int h = 0; h < said.hops().size(); h++) {
            Hop hop = said.hops().get(h);
            double[] told = tells.get(h);
            Set<String> stems = Words.stems(hop.plain());
            Set<String> things = Label.set(hop.core()).stream()
                    .filter(facts.entities()::contains)
                    .collect(Collectors.toSet());
            double[] row = new double[index.cards().size()];
            for (int t = 0; t < row.length; t++) {
                double fit = BY_TEXT * texts.get(h)[t]
                        + (1 - BY_TEXT) * told[t]
                        + WORD * facts.overlap(stems, t)
                        + (!things.isEmpty() && facts.turnsInto(t, things) ? TURNS : 0)
                        - (facts.isAlike(t) && !facts.isSaid(stems, t) ? UNSAID : 0);
                fit = facts.isPlain(t) ? Math.max(PLAIN, BY_TEXT * texts.get(h)[t]) : fit;
                row[t] = (facts.isSearch(t) ? Math.min(PLAIN, fit) : fit) - FLOOR;
            }
            rows.add(row);
        }
        return rows;
    }

    private List<State> starts() {
        List<State> starts = new ArrayList<>();
        int hops = fits.size();
        for (int tool = 0; tool < index.cards().size(); tool++) {
            boolean needy = index.needs().of(tool) != null;
            if (needy && !hasId) {
                continue;
            }
            double begin = -TASK
                    + (needy
                            ? 0
                            : facts.isSearch(tool) ? found(tool) : said.names().isEmpty() ? 0 : -NAME_UNUSED);
            double[] worth = new double[hops + 1];
            worth[0] = begin;
            for (int h = 0; h < hops; h++) {
                worth[h + 1] = Math.max(worth[h], worth[h] + fits.get(h)[tool]);
            }
            double answers = worth[hops - 1] + fits.get(hops - 1)[tool] + ANSWERS;
            starts.add(new State(List.of(new Chain.Link(tool, best(tool))), worth, answers));
        }
        return starts;
    }

    /** What it is worth to look up what is named with this tool. */
    private double found(int tool) {
        if (said.names().isEmpty()) {
            return -NAMELESS;
        }
        double best = -1;
        for (Name name : said.names()) {
            double worth = NAMED;
            if (facts.isNamed(tool, name.kind())) {
                worth += KIND;
            } else if (Label.meet(name.kind(), facts.entities())) {
                worth -= KIND;
            }
            if (name.owner()) {
                worth += facts.isNamed(tool, PEOPLE) ? OWNER : -OWNER;
            }
            best = Math.max(best, worth);
        }
        return best;
    }

    private List<State> longer(State state) {
        List<State> longer = new ArrayList<>();
        int hops = fits.size();
        for (int tool = 0; tool < index.cards().size(); tool++) {
            String need = index.needs().of(tool);
            int next = tool;
            double yields = need == null ? 0 : facts.yields(state.last(), need);
            if (yields == 0 || state.links().stream().anyMatch(l -> l.tool() == next)) {
                continue;
            }
            double join = YIELD * (yields - 1) - TASK;
            double[] worth = new double[hops + 1];
            Arrays.fill(worth, -9);
            double run = -9;
            double answers = -9;
            for (int h = 0; h < hops; h++) {
                double fit = fits.get(h)[tool];
                run = Math.max(run + Math.max(fit, -SKIPPED), state.worth()[h] + fit);
                worth[h + 1] = Math.max(worth[h], run + join);
                if (h == hops - 1) {
                    answers = (fit > 0 ? run : state.worth()[h] + fit) + join + ANSWERS;
                }
            }
            List<Chain.Link> links = new ArrayList<>(state.links());
            links.add(new Chain.Link(tool, best(tool)));
            longer.add(new State(links, worth, answers));
        }
        return longer;
    }

    private int best(int tool) {
        int best = -1;
        double most = 0;
        for (int h = 0; h < fits.size(); h++) {
            if (fits.get(h)[tool] > most) {
                most = fits.get(h)[tool];
                best = h;
            }
        }
        return best;
    }
}
