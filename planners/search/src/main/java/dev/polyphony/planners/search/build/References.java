package dev.polyphony.planners.search.build;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.Modality;
import dev.polyphony.planners.search.language.Literal;
import dev.polyphony.planners.search.language.Phrase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How well a thing is what a clause speaks of: "this photo", "it", "the transcript", "the first picture", "example.jpg". */
final class References {
    private static final Map<String, Integer> ORDINALS = Map.of(
            "first", 0, "1st", 0, "second", 1, "2nd", 1, "third", 2, "3rd", 2, "fourth", 3, "last", -1, "latter", -1);
    private final List<Artifact> artifacts;

    References(List<Artifact> artifacts) {
        this.artifacts = artifacts;
    }

    /** Returns the cost of taking this thing for this step; negative where the words speak for it. */
    double cost(State state, Step step, Thing thing) {
        double cost = thing.primary() ? 0 : Weights.SECOND_OUTPUT;
        if (thing.step() == Thing.EARLIER) {
            cost += Weights.HISTORY;
        }
        long newer = state.things().stream()
                .filter(t -> t.kind().equals(thing.kind()) && t.isMade() && t.primary())
                .filter(t -> state.things().indexOf(t) > state.things().indexOf(thing))
                .count();
        cost += Weights.RECENCY * newer;
        for (Phrase phrase : step.spoken()) {
            cost -= match(phrase, step, thing, newer);
        }
        return cost;
    }

    private double match(Phrase phrase, Step step, Thing thing, long newer) {
        Literal literal = phrase.literal();
        if (literal != null && isName(literal)) {
            return names(thing, literal.text()) ? 1 : 0;
        }
        if (phrase.isPronoun()) {
            return thing.isMade() && phrase.isPlural() == thing.items().size() > 1 ? 0.05 : 0;
        }
        boolean sameKind = phrase.modality() == thing.modality();
        if (thing.isMade()) {
            List<Double> own = step.phraseScores().getOrDefault(phrase, List.of());
            double named = !own.isEmpty()
                            && own.get(thing.tool()) >= Weights.PART_LEAST
                            && phrase.isDefinite()
                            && !phrase.isPointing()
                    ? Weights.NAMED
                    : 0;
            double changed = sameKind && hasParticiple(phrase) ? 0.2 : 0;
            return Math.max(named, changed);
        }
        if (!sameKind) {
            return 0;
        }
        boolean original =
                phrase.words().stream().anyMatch(w -> w.lower().matches("original|attached|given|uploaded|source"));
        return original
                ? 0.6
                : hasParticiple(phrase)
                        ? 0
                        : phrase.isPointing() ? 0.25 + Weights.RECENCY * newer : Weights.RECENCY * newer * 0.5;
    }

    /** "the cleaned image", "the translated text": something that was done to it. */
    private static boolean hasParticiple(Phrase phrase) {
        return phrase.words().subList(0, phrase.words().size() - 1).stream()
                .anyMatch(w -> w.lower().matches("[a-z]{3,}(?:ed|en)|new|resulting|final|latest")
                        && !w.lower().matches("attached|scanned|seven|given|printed|handwritten|written|recorded"));
    }

    /** A file's name, or the name of something that is given. */
    private boolean isName(Literal literal) {
        return literal.kind() == Literal.Kind.FILE
                || artifacts.stream().anyMatch(a -> literal.text().equalsIgnoreCase(a.label()));
    }

    private boolean names(Thing thing, String file) {
        return thing.items().stream()
                .anyMatch(i -> label(i).filter(l -> l.equalsIgnoreCase(file)).isPresent());
    }

    private Optional<String> label(Input input) {
        return input instanceof Input.Given given
                ? artifacts.stream()
                        .filter(a -> a.id().equals(given.artifactId()))
                        .map(Artifact::label)
                        .filter(l -> l != null)
                        .findFirst()
                : Optional.empty();
    }

    /** Returns the items that the clause speaks of: one for "the first picture" or a file's name, all otherwise. */
    List<Input> items(Step step, Thing thing) {
        if (thing.items().size() < 2) {
            return thing.items();
        }
        List<Input> named = new ArrayList<>();
        for (Phrase phrase : step.spoken()) {
            Literal literal = phrase.literal();
            if (literal != null && isName(literal)) {
                thing.items().stream()
                        .filter(i -> label(i).filter(l -> l.equalsIgnoreCase(literal.text()))
                                .isPresent())
                        .forEach(named::add);
            }
            Modality kind = phrase.modality();
            boolean fits = kind == null ? phrase.head().is("one") : kind == thing.modality();
            if (fits) {
                phrase.words().stream()
                        .map(w -> ORDINALS.get(w.lower()))
                        .filter(o -> o != null && o < thing.items().size())
                        .forEach(o -> named.add(
                                thing.items().get(o < 0 ? thing.items().size() - 1 : o)));
            }
        }
        return named.isEmpty() ? thing.items() : named.stream().distinct().toList();
    }
}
