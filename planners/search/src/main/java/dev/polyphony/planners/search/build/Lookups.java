package dev.polyphony.planners.search.build;

import dev.polyphony.agent.Input;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Signature;
import dev.polyphony.planners.search.match.Card;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a search asks again for every plan in the making, worked out once for each step and tool. For one search, in one thread. */
final class Lookups {
    private final List<Card> cards;
    private final Map<Integer, Mentions> mentions = new HashMap<>();
    private final Map<Integer, String> words = new HashMap<>();
    private final Map<At, Map<String, Input>> parameters = new HashMap<>();
    private final Map<At, Boolean> numbers = new HashMap<>();
    private final Map<Integer, List<Group>> groups = new HashMap<>();
    private final Map<Asked, List<Double>> supported = new HashMap<>();
    private @Nullable List<Integer> questioned;

    private record At(int step, int tool) {}

    private record Asked(
            int step,
            boolean rest,
            Set<Modality> here,
            @Nullable Modality spokenOf) {}

    /**
     * Ports of a tool that are filled together.
     *
     * @param ports one or more, of one kind and cardinality
     * @param kind what they hold
     * @param question true if they take a question in the user's own words
     */
    record Group(List<Port> ports, Kind kind, boolean question) {}

    Lookups(List<Card> cards) {
        this.cards = cards;
    }

    Mentions mentions(Step step) {
        return mentions.computeIfAbsent(step.index(), at -> Mentions.of(step.clause()));
    }

    /** Returns the text of the clause. */
    String words(Step step) {
        return words.computeIfAbsent(step.index(), at -> step.clause().text());
    }

    /** Returns what the clause sets the parameters of a tool to, by port. */
    Map<String, Input> parameters(Step step, int tool) {
        return parameters.computeIfAbsent(
                new At(step.index(), tool), at -> Parameters.of(cards.get(tool).signature(), step.clause()));
    }

    /** Returns the tools that take a question. */
    List<Integer> questioned() {
        List<Integer> known = questioned;
        if (known == null) {
            known = IntStream.range(0, cards.size())
                    .filter(t -> Questions.of(cards.get(t).signature()).isPresent())
                    .boxed()
                    .toList();
            questioned = known;
        }
        return known;
    }

    /**
     * Returns likeness and what the words say of kinds and numbers, one score a tool.
     *
     * @param rest true for the clause with "it" in place of its parts
     * @param here kinds of content that are there
     * @param spokenOf the kind of what the clause calls "it"; null if it does not
     */
    List<Double> supported(Step step, boolean rest, Set<Modality> here, @Nullable Modality spokenOf) {
        return supported.computeIfAbsent(new Asked(step.index(), rest, here, spokenOf), asked -> {
            List<Double> scores = rest ? step.parts().get(0).rest() : step.scores();
            Mentions said = mentions(step);
            return IntStream.range(0, scores.size())
                    .mapToObj(t -> scores.get(t)
                            + said.support(cards.get(t).signature(), here)
                            + (spokenOf != null && takes(cards.get(t).signature(), spokenOf) ? Weights.GOES_ON : 0)
                            + (numbersFit(step, t) ? Weights.NUMBER_FITS : 0))
                    .toList();
        });
    }

    private boolean numbersFit(Step step, int tool) {
        return numbers.computeIfAbsent(
                new At(step.index(), tool),
                at -> Parameters.numbersFit(cards.get(tool).signature(), step.clause()));
    }

    private static boolean takes(Signature tool, Modality kind) {
        return tool.inputs().stream().anyMatch(p -> !p.isParameter() && p.modality() == kind);
    }

    /** Returns ports that must be filled, those of one kind and cardinality together, question ports apart; then optional ones. */
    List<Group> groups(int tool) {
        return groups.computeIfAbsent(tool, t -> groups(cards.get(t).signature()));
    }

    private static List<Group> groups(Signature signature) {
        Map<String, List<Port>> groups = new LinkedHashMap<>();
        for (Port port : signature.inputs()) {
            if (!port.isParameter() && port.isRequired()) {
                String key = Questions.isQuestion(port) ? "?" : Kind.of(port) + " " + port.cardinality();
                groups.computeIfAbsent(key, k -> new ArrayList<>()).add(port);
            }
        }
        List<List<Port>> all = new ArrayList<>(groups.values());
        all.sort(Comparator.comparingInt(g -> g.get(0).modality() == Modality.TEXT ? 1 : 0));
        for (Port port : signature.inputs()) {
            if (!port.isParameter() && !port.isRequired()) {
                all.add(List.of(port));
            }
        }
        return all.stream()
                .map(g -> new Group(List.copyOf(g), Kind.of(g.get(0)), Questions.isQuestion(g.get(0))))
                .toList();
    }
}
