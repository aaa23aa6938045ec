package dev.polyphony.planners.search.build;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Signature;
import dev.polyphony.planners.search.language.Mood;
import dev.polyphony.planners.search.language.Reading;
import dev.polyphony.planners.search.match.Card;
import dev.polyphony.planners.search.match.ToolIndex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Beam search: step by step, each by no tool or by one of those that fit best, with every sensible way to fill its ports. */
public final class PlanSearch {
    private static final Set<String> LIGHT = Set.of(
            "give", "get", "make", "create", "produce", "provide", "show", "tell", "want", "need", "have", "let",
            "send", "do", "perform", "return", "write", "prepare", "obtain", "like", "deliver", "use", "apply", "run",
            "carry", "conduct", "hear", "see");
    /** Verbs that ask for what their object names, and add nothing. */
    private static final Set<String> GIVING = Set.of(
            "give", "provide", "show", "tell", "get", "send", "want", "need", "have", "deliver", "return", "obtain");

    private final ToolIndex index;
    private final List<Card> cards;
    private final List<Step> steps;
    private final Binder binder;
    private final Lookups lookups;
    private final List<Thing> start;
    private final double chance;

    /**
     * Prepares a search.
     *
     * @param index the tools
     * @param attached what came with the request
     * @param earlier what earlier runs of the session left, newest first
     */
    public PlanSearch(
            ToolIndex index, Reading reading, List<Step> steps, List<Artifact> attached, List<Artifact> earlier) {
        this.index = index;
        this.cards = index.cards();
        this.chance = Weights.SCORE_OF_CHANCE * (index.chance() - Weights.USUAL_CHANCE);
        this.steps = steps;
        this.start = things(attached, earlier, reading);
        List<Artifact> artifacts = new ArrayList<>(attached);
        artifacts.addAll(earlier);
        References references = new References(artifacts);
        Novelty novelty = new Novelty(index);
        this.lookups = new Lookups(cards);
        Converting converting =
                new Converting(cards, new Conversions(cards), index.conversionPriors(), references, novelty);
        this.binder = new Binder(
                cards,
                new Sources(
                        references,
                        converting,
                        new OwnWords(reading, steps, index.isTyped(), artifacts, novelty, cards),
                        lookups,
                        novelty),
                lookups);
    }

    private static List<Thing> things(List<Artifact> attached, List<Artifact> earlier, Reading reading) {
        Map<Modality, List<Input>> kinds = new EnumMap<>(Modality.class);
        attached.forEach(
                a -> kinds.computeIfAbsent(a.modality(), k -> new ArrayList<>()).add(new Input.Given(a.id())));
        List<Thing> things = new ArrayList<>();
        Set<Modality> seen = new HashSet<>();
        for (Artifact artifact : earlier) {
            if (!kinds.containsKey(artifact.modality()) && seen.add(artifact.modality())) {
                things.add(new Thing(
                        Kind.of(artifact.modality()),
                        List.of(new Input.Given(artifact.id())),
                        false,
                        Thing.EARLIER,
                        -1,
                        true,
                        false));
            }
        }
        List<Input> addresses = reading.literals().stream()
                .filter(OwnWords::isAddress)
                .<Input>map(l -> new Input.Literal(l.text()))
                .distinct()
                .toList();
        if (!addresses.isEmpty()) {
            things.add(new Thing(new Kind(Modality.TEXT, true), addresses, false, Thing.ATTACHED, -1, true, false));
        }
        kinds.forEach((kind, items) ->
                things.add(new Thing(Kind.of(kind), List.copyOf(items), false, Thing.ATTACHED, -1, true, false)));
        return things;
    }

    /** Returns finished plans, cheapest first; at least one. */
    public List<Found> run() {
        List<State> beam = List.of(State.of(start));
        for (Step step : steps) {
            List<State> next = new ArrayList<>();
            for (State state : beam) {
                next.addAll(extend(state, step));
            }
            beam = best(next, Weights.BEAM);
        }
        return beam.stream()
                .map(state -> state.plus(unusedAttachments(state)))
                .sorted(Comparator.comparingDouble(State::cost))
                .map(state -> new Found(state.nodes(), state.missing(), state.choices(), state.cost(), cards))
                .toList();
    }

    private static List<State> best(List<State> states, int most) {
        Set<Object> seen = new HashSet<>();
        return states.stream()
                .sorted(Comparator.comparingDouble(State::cost))
                .filter(s -> seen.add(List.of(s.nodes(), s.missing())))
                .limit(most)
                .toList();
    }

    private double unusedAttachments(State state) {
        return state.missing().isEmpty()
                ? Weights.UNUSED_ATTACHMENT
                        * start.stream()
                                .filter(t -> t.step() == Thing.ATTACHED)
                                .mapToDouble(t -> (double) t.items().stream()
                                                .filter(i -> !state.used().contains(i))
                                                .count()
                                        / t.items().size())
                                .sum()
                : 0;
    }

    private List<State> extend(State state, Step step) {
        List<State> all = new ArrayList<>();
        all.add(state.plus(undone(step)).chose(new Choice(step.index(), lookups.words(step), "-", 0)));
        List<Double> scores = supported(state, step, false);
        boolean serves =
                step.clause().mood() == Mood.MEANS && step.clause().verbText().startsWith("us");
        for (int tool : serves ? List.<Integer>of() : most(scores, Weights.TOOLS_A_STEP, 0.8)) {
            double unsaid = verbUnexplained(state, step, tool) ? Weights.UNEXPLAINED : 0;
            act(state, step, tool, scores.get(tool), floor(step), Node.Role.ASKED, lookups.words(step))
                    .forEach(s -> all.add(unsaid > 0 ? s.plus(unsaid) : s));
        }
        all.addAll(questions(state, step));
        all.addAll(inParts(state, step));
        return step.parts().isEmpty()
                ? all
                : all.stream().map(s -> s.plus(unexplained(s, step))).toList();
    }

    /** "read me a summary" where only the summary is made: another tool is what the rest of the clause asks for. */
    private boolean verbUnexplained(State state, Step step, int tool) {
        String verb = step.clause().verbText();
        if (verb.isEmpty()
                || LIGHT.contains(verb)
                || GIVING.contains(verb)
                || index.isActionOf(tool, verb)
                || step.parts().stream().noneMatch(p -> p.tools().contains(tool))) {
            return false;
        }
        List<Double> rest = supported(state, step, true);
        return IntStream.range(0, rest.size())
                .anyMatch(t -> rest.get(t) >= Weights.REST_LEAST
                        && index.isActionOf(t, verb)
                        && step.parts().stream().noneMatch(p -> p.tools().contains(t)));
    }

    /** Returns the kind of what was made last, if the clause speaks of it as "it"; null otherwise. */
    private static @Nullable Modality made(State state, Step step) {
        boolean it = step.clause().phrases().stream().anyMatch(p -> p.isPronoun() && !p.isPointing());
        Modality last = null;
        for (Thing thing : state.things()) {
            last = it && thing.isMade() && thing.primary() ? thing.modality() : last;
        }
        return last;
    }

    private static Set<Modality> here(State state) {
        return state.things().stream()
                .filter(t -> !t.kind().address())
                .map(Thing::modality)
                .collect(Collectors.toSet());
    }

    private List<Double> supported(State state, Step step, boolean rest) {
        return lookups.supported(step, rest, here(state), made(state, step));
    }

    /** A question that no tool is like may be put to a tool that takes questions. */
    private List<State> questions(State state, Step step) {
        if (step.clause().mood() != Mood.QUESTION) {
            return List.of();
        }
        Mentions mentions = lookups.mentions(step);
        Set<Modality> here = here(state);
        List<State> all = new ArrayList<>();
        for (int tool : lookups.questioned()) {
            Signature signature = cards.get(tool).signature();
            if (step.scores().get(tool) < Weights.QUESTION_SCORE) {
                double score = Weights.QUESTION_SCORE + mentions.support(signature, here);
                for (State asked : act(state, step, tool, score, floor(step), Node.Role.ASKED, lookups.words(step))) {
                    if (asked.missing().equals(state.missing())) {
                        boolean direct = asked.nodes().size() <= state.nodes().size() + 1;
                        all.add(direct ? asked : asked.plus(Weights.CONVERTER));
                    }
                }
            }
        }
        return all;
    }

    private List<State> act(
            State state, Step step, int tool, double score, double floor, Node.Role role, String words) {
        double weight = role == Node.Role.NEEDED ? Weights.PART_WORTH : 1;
        double worth = weight * Weights.worth(score, floor) - (cards.get(tool).isAbsent() ? Weights.ABSENT : 0);
        return binder.add(state, step, tool, role).stream()
                .map(s -> s.plus(
                        s.nodes().size() > state.nodes().size()
                                ? -worth
                                : Weights.AGAIN - (isDoneAlready(state, step, tool, score) ? Math.max(0, worth) : 0)))
                .map(s -> step.clause().mood() == Mood.IMPLIED ? s.superseding() : s)
                .map(s ->
                        s.chose(new Choice(step.index(), words, cards.get(tool).name(), score)))
                .toList();
    }

    /** "find the animals and count them": what was done for the clause before is what this one asks for most. */
    private boolean isDoneAlready(State state, Step step, int tool, double score) {
        return step.clause().phrases().stream().anyMatch(p -> p.isPronoun() && !p.isPointing())
                && state.nodes().stream().anyMatch(n -> n.tool() == tool && n.step() == step.index() - 1)
                && supported(state, step, false).stream().allMatch(other -> other <= score);
    }

    /** "give me the transcript and a summary", "read me a summary": noun phrases that ask for tasks of their own. */
    private List<State> inParts(State state, Step step) {
        List<State> partly = List.of(state);
        for (int p = step.parts().size() - 1; p >= 0; p--) {
            Part part = step.parts().get(p);
            List<State> next = new ArrayList<>(partly);
            for (State before : partly) {
                if (part.phrase().isDefinite()
                        && before.nodes().stream().anyMatch(n -> part.tools().contains(n.tool()))) {
                    continue;
                }
                for (int tool : part.tools()) {
                    next.addAll(act(
                            before,
                            step,
                            tool,
                            part.scores().get(tool),
                            Weights.PART_FLOOR,
                            Node.Role.NEEDED,
                            part.phrase().text()));
                }
            }
            partly = best(next, Weights.BEAM / 2);
        }
        List<State> all = new ArrayList<>();
        for (State parts : partly) {
            List<Node> fresh =
                    parts.nodes().subList(state.nodes().size(), parts.nodes().size());
            if (fresh.isEmpty()) {
                continue;
            }
            if (step.clause().verb() < 0 || LIGHT.contains(step.clause().verbText())) {
                all.add(parts.withNodes(parts.nodes().stream()
                        .map(n -> fresh.contains(n) ? n.asked() : n)
                        .toList()));
            }
            if (!GIVING.contains(step.clause().verbText())) {
                all.addAll(aroundParts(state, parts, step));
            }
        }
        return all;
    }

    /** The clause itself, with what its phrases made: all of that must be taken. */
    private List<State> aroundParts(State before, State parts, Step step) {
        List<State> all = new ArrayList<>();
        List<Double> full = supported(before, step, false);
        List<Double> rest = supported(before, step, true);
        Step around = step.without(step.parts().stream()
                .filter(part -> parts.nodes().stream()
                        .skip(before.nodes().size())
                        .anyMatch(n -> part.tools().contains(n.tool())))
                .toList());
        for (int tool : most(rest, Weights.TOOLS_A_PART + 1, 0.8)) {
            if (parts.nodes().subList(before.nodes().size(), parts.nodes().size()).stream()
                    .anyMatch(n -> n.tool() == tool)) {
                continue;
            }
            double score = Math.max(full.get(tool), (rest.get(tool) + full.get(tool)) / 2);
            for (State whole : act(parts, around, tool, score, floor(step), Node.Role.ASKED, lookups.words(step))) {
                List<Node> fresh = whole.nodes()
                        .subList(before.nodes().size(), parts.nodes().size());
                if (fresh.stream().allMatch(n -> isTaken(whole, n))) {
                    all.add(whole);
                }
            }
        }
        return all;
    }

    /** A phrase that names what a tool does, and no task of such a tool. */
    private static double unexplained(State state, Step step) {
        return Weights.UNEXPLAINED
                * step.parts().stream()
                        .filter(part -> state.nodes().stream()
                                .noneMatch(n -> part.tools().contains(n.tool())))
                        .count();
    }

    private static double undone(Step step) {
        boolean asks = step.clause().mood() == Mood.COMMAND || step.clause().mood() == Mood.QUESTION;
        return asks && !step.clause().introduces() ? Weights.UNDONE : 0;
    }

    private static boolean isTaken(State state, Node node) {
        return state.used().stream()
                .anyMatch(i -> i instanceof Input.Made made
                        && made.output().taskId().equals(node.task().id()));
    }

    private double floor(Step step) {
        if (step.clause().introduces()) {
            return chance + Weights.CONTEXT_FLOOR;
        }
        return chance
                + switch (step.clause().mood()) {
                    case COMMAND, QUESTION -> Weights.COMMAND_FLOOR;
                    case FRAGMENT -> Weights.FRAGMENT_FLOOR;
                    case IMPLIED -> Weights.COMMAND_FLOOR;
                    case MEANS -> Weights.MEANS_FLOOR;
                    case CONTEXT -> Weights.CONTEXT_FLOOR;
                };
    }

    private static List<Integer> most(List<Double> scores, int most, double least) {
        return IntStream.range(0, scores.size())
                .boxed()
                .filter(t -> scores.get(t) >= least)
                .sorted(Comparator.comparingDouble((Integer t) -> -scores.get(t))
                        .thenComparing(t -> t))
                .limit(most)
                .toList();
    }
}
