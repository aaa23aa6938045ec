package dev.polyphony.planners.search;

import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Task;
import dev.polyphony.planners.search.build.Choice;
import dev.polyphony.planners.search.build.Found;
import dev.polyphony.planners.search.build.Step;
import dev.polyphony.planners.search.chain.Calls;
import dev.polyphony.planners.search.chain.Chain;
import dev.polyphony.planners.search.chain.ChainIndex;
import dev.polyphony.planners.search.chain.ChainSearch;
import dev.polyphony.planners.search.language.Reading;
import dev.polyphony.planners.search.match.Card;
import dev.polyphony.planners.search.match.ToolIndex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a plan came to be.
 *
 * @param steps the pieces of the request with the tools that they are most like
 * @param plans the plans that were weighed, cheapest first; the first one was chosen
 * @param draft what was returned
 */
public record Explanation(List<Piece> steps, List<Candidate> plans, Draft draft) {
    private static final int TOOLS_SHOWN = 5;
    private static final int PLANS_SHOWN = 2;

    /**
     * A piece of the request.
     *
     * @param words what it says
     * @param mood command, question, context or fragment
     * @param tools the tools that it is most like, best first
     */
    public record Piece(String words, String mood, List<Match> tools) {}

    /**
     * A tool and how well it fits.
     *
     * @param tool its name
     * @param score in standard deviations above everyday requests; in catalogues of APIs, likeness above that of such
     *     requests
     */
    public record Match(String tool, double score) {}

    /**
     * A plan that was weighed.
     *
     * @param tasks its tasks; absent tools and missing inputs included
     * @param choices what was decided for each piece
     * @param cost lower is better
     */
    public record Candidate(List<Task> tasks, List<Choice> choices, double cost) {}

    static Explanation of(Reading reading, List<Step> steps, ToolIndex index, List<Found> found, Draft draft) {
        List<Piece> pieces = new ArrayList<>();
        for (Step step : steps) {
            pieces.add(new Piece(
                    step.clause().text(), step.clause().mood().name(), matches(step.scores(), index.cards())));
        }
        if (steps.isEmpty()) {
            reading.clauses()
                    .forEach(c -> pieces.add(new Piece(c.text(), c.mood().name(), List.of())));
        }
        List<Candidate> plans = found.stream()
                .limit(PLANS_SHOWN)
                .map(f -> new Candidate(f.nodes().stream().map(n -> n.task()).toList(), f.choices(), f.cost()))
                .toList();
        return new Explanation(pieces, plans, draft);
    }

    static Explanation of(ChainSearch search, ChainIndex index, Calls calls, Draft draft) {
        List<Piece> pieces = new ArrayList<>();
        for (int p = 0; p < search.pieces().size(); p++) {
            pieces.add(new Piece(
                    search.pieces().get(p), "STEP", matches(search.scores().get(p), index.cards())));
        }
        List<Candidate> plans = search.chains().stream()
                .limit(PLANS_SHOWN)
                .map(c -> new Candidate(calls.of(c), choices(search, index, c), -c.score()))
                .toList();
        return new Explanation(pieces, plans, draft);
    }

    private static List<Choice> choices(ChainSearch search, ChainIndex index, Chain chain) {
        return chain.links().stream()
                .map(link -> new Choice(
                        link.piece(),
                        link.piece() < 0 ? "" : search.pieces().get(link.piece()),
                        index.cards().get(link.tool()).name(),
                        link.piece() < 0 ? 0 : search.scores().get(link.piece()).get(link.tool())))
                .toList();
    }

    private static List<Match> matches(List<Double> scores, List<Card> cards) {
        return IntStream.range(0, scores.size())
                .mapToObj(t -> new Match(cards.get(t).name(), scores.get(t)))
                .sorted(Comparator.comparingDouble(Match::score).reversed())
                .limit(TOOLS_SHOWN)
                .toList();
    }
}
