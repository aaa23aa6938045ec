package dev.polyphony.planners.search.build;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.Port;
import dev.polyphony.planners.search.language.Clause;
import dev.polyphony.planners.search.language.Literal;
import dev.polyphony.planners.search.language.Mood;
import dev.polyphony.planners.search.language.Phrase;
import dev.polyphony.planners.search.language.Reading;
import dev.polyphony.planners.search.match.Card;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Fills text ports with the request's own words: a quotation, a question, what follows the verb. */
final class OwnWords {
    private final boolean typed;
    private final Set<String> names;
    private final List<Step> steps;
    private final List<Literal> literals;
    private final Novelty novelty;
    private final List<Card> cards;
    private final Map<Integer, String> rests = new HashMap<>();

    OwnWords(
            Reading reading,
            List<Step> steps,
            boolean typed,
            List<Artifact> artifacts,
            Novelty novelty,
            List<Card> cards) {
        this.cards = cards;
        this.novelty = novelty;
        this.names =
                artifacts.stream().map(Artifact::label).filter(l -> l != null).collect(Collectors.toSet());
        this.typed = typed;
        this.steps = steps;
        this.literals = reading.literals();
    }

    List<Fill> question(Fill fill, Step step, Port port) {
        for (Literal literal : literals) {
            if (literal.kind() == Literal.Kind.QUOTE && literal.text().endsWith("?")) {
                return List.of(fill.with(port.name(), words(literal.text()), 0));
            }
        }
        Clause asked = step.clause();
        if (asked.mood() != Mood.QUESTION) {
            for (Step later : steps) {
                if (later.clause().mood() == Mood.QUESTION && later.index() == step.index() + 1) {
                    return List.of(fill.with(port.name(), words(later.clause().text() + "?"), 0));
                }
            }
        }
        return List.of(fill.with(
                port.name(),
                words(asked.text() + (asked.mood() == Mood.QUESTION ? "?" : "")),
                asked.mood() == Mood.QUESTION ? 0 : Weights.NO_QUESTION));
    }

    /** Where all ports are text, types tell nothing: what was made before goes on, and the step's words start a chain. */
    List<Fill> text(Fill fill, Step step, int tool, List<Port> ports) {
        if (!typed) {
            return ports.size() > 1
                    ? List.of()
                    : List.of(fill.with(ports.get(0).name(), words(step.clause().plainText()), Weights.OWN_WORDS));
        }
        List<Fill> fills = new ArrayList<>();
        List<Literal> here =
                step.clause().literals().stream().filter(this::isWords).toList();
        if (here.size() >= ports.size()) {
            Fill filled = fill.on(fill.state().plus(Weights.QUOTE - 0.1));
            for (int p = 0; p < ports.size(); p++) {
                filled = filled.with(ports.get(p).name(), words(here.get(p).text()), 0);
            }
            fills.add(filled);
        } else if (ports.size() == 1) {
            literals.stream()
                    .filter(l -> isWords(l) && !fill.state().used().contains(new Input.Literal(l.text())))
                    .findFirst()
                    .ifPresent(
                            l -> fills.add(fill.with(ports.get(0).name(), words(l.text()), Weights.QUOTE_ELSEWHERE)));
        }
        String rest = rests.computeIfAbsent(step.index(), at -> rest(step));
        if (!rest.isEmpty() && ports.size() == 1 && !asks(step, tool)) {
            double cost = fill.state().things().isEmpty() || novelty.isNew(step, tool)
                    ? Weights.ONLY_WORDS
                    : Weights.OWN_WORDS;
            fills.add(fill.with(ports.get(0).name(), words(rest), cost));
        }
        if (ports.size() == 1) {
            saidOfIt(fill.state(), step)
                    .ifPresent(said -> fills.add(fill.with(ports.get(0).name(), List.of(said), Weights.SAID_OF_IT)));
        }
        return fills;
    }

    /** The words of a question are the question, not the text that is asked. */
    private boolean asks(Step step, int tool) {
        return step.clause().mood() == Mood.QUESTION
                && Questions.of(cards.get(tool).signature()).isPresent();
    }

    /** In "paint a horse and make a film of it", what is said of the film is what was said of the picture. */
    private static Optional<Input> saidOfIt(State state, Step step) {
        boolean it = step.clause().phrases().stream().anyMatch(p -> p.isPronoun() && !p.isPointing());
        if (!it) {
            return Optional.empty();
        }
        List<Node> newest = new ArrayList<>(state.nodes());
        Collections.reverse(newest);
        return newest.stream()
                .filter(node -> node.step() < step.index())
                .flatMap(node -> node.task().inputs().values().stream().flatMap(Input::items))
                .filter(Input.Literal.class::isInstance)
                .findFirst();
    }

    /** Returns true if a literal says where content is. */
    static boolean isAddress(Literal literal) {
        return literal.kind() == Literal.Kind.ADDRESS
                || literal.kind() == Literal.Kind.NAME && literal.text().matches("(?i)url|link|uri|website");
    }

    private boolean isWords(Literal literal) {
        if (isAddress(literal) || names.contains(literal.text())) {
            return false;
        }
        return literal.kind() == Literal.Kind.QUOTE
                || literal.kind() == Literal.Kind.NAME
                || literal.kind() == Literal.Kind.ADDRESS;
    }

    /** What follows the verb, where it names more than what is attached or was made. */
    private static String rest(Step step) {
        Clause clause = step.clause();
        boolean names = clause.phrases().stream().anyMatch(p -> !p.isPronoun() && !p.isPointing() && !isCarrier(p));
        if (!names) {
            return "";
        }
        int from = clause.verb() < 0 ? 0 : clause.verb() + 1;
        return clause.words().subList(from, clause.words().size()).stream()
                .map(w -> w.literal() == null ? w.text() : w.literal().text())
                .collect(Collectors.joining(" "))
                .replaceAll(" (?=[,.!?;:%)]|'s\\b)", "");
    }

    /** "the text", "this picture": the content itself, not what it should be about. */
    private static boolean isCarrier(Phrase phrase) {
        return phrase.isDefinite()
                && phrase.modality() != null
                && phrase.words().size() <= 2;
    }

    private static List<Input> words(String text) {
        return List.of(new Input.Literal(text.strip()));
    }
}
