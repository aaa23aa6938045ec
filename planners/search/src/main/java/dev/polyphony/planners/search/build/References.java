package dev.polyphony.planners.search.build;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.Modality;
import dev.polyphony.planners.search.language.Literal;
import dev.polyphony.planners.search.language.Phrase;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How well a thing is what a clause speaks of: "this photo", "it", "the transcript", "the first picture", "example.jpg". */
final class References {
    private static final Map<String, Integer> ORDINALS = Map.of(
            "first", 0, "1st", 0, "second", 1, "2nd", 1, "third", 2, "3rd", 2, "fourth", 3, "last", -1, "latter", -1);
    private static final Pattern CHANGED = Pattern.compile("[a-z]{3,}(?:ed|en)|new|resulting|final|latest");
    private static final Set<String> UNCHANGED =
            Set.of("attached", "scanned", "seven", "given", "printed", "handwritten", "written", "recorded");
    private final List<Artifact> artifacts;
    private final Map<Phrase, Traits> traits = new IdentityHashMap<>();

    References(List<Artifact> artifacts) {
        this.artifacts = artifacts;
    }

    /** Returns the cost of taking this thing for this step; negative where the words speak for it. */
    double cost(State state, Step step, Thing thing) {
        double cost = thing.primary() ? 0 : Weights.SECOND_OUTPUT;
        if (thing.step() == Thing.EARLIER) {
            cost += Weights.HISTORY;
        }
        long newer = newer(state.things(), thing);
        cost += Weights.RECENCY * newer;
        for (Phrase phrase : step.spoken()) {
            cost -= match(phrase, step, thing, newer);
        }
        return cost;
    }

    private static long newer(List<Thing> things, Thing than) {
        int at = things.indexOf(than);
        long newer = 0;
        for (int i = at + 1; i < things.size(); i++) {
            Thing t = things.get(i);
            newer += t.isMade() && t.primary() && t.kind().equals(than.kind()) && things.indexOf(t) > at ? 1 : 0;
        }
        return newer;
    }

    /** What is asked of a phrase for every thing of every plan in the making. */
    private record Traits(
            @Nullable Literal literal,
            boolean name,
            boolean pronoun,
            boolean plural,
            @Nullable Modality modality,
            boolean named,
            boolean pointing,
            boolean participle,
            boolean original) {}

    private Traits traits(Phrase phrase) {
        return traits.computeIfAbsent(phrase, p -> {
            Literal literal = p.literal();
            return new Traits(
                    literal,
                    literal != null && isName(literal),
                    p.isPronoun(),
                    p.isPlural(),
                    p.modality(),
                    p.isDefinite() && !p.isPointing(),
                    p.isPointing(),
                    hasParticiple(p),
                    p.words().stream().anyMatch(w -> w.is("original", "attached", "given", "uploaded", "source")));
        });
    }

    private double match(Phrase phrase, Step step, Thing thing, long newer) {
        Traits its = traits(phrase);
        if (its.literal() != null && its.name()) {
            return names(thing, its.literal().text()) ? 1 : 0;
        }
        if (its.pronoun()) {
            return thing.isMade() && its.plural() == thing.items().size() > 1 ? 0.05 : 0;
        }
        boolean sameKind = its.modality() == thing.modality();
        if (thing.isMade()) {
            List<Double> own = its.named() ? step.phraseScores().getOrDefault(phrase, List.of()) : List.of();
            double named = !own.isEmpty() && own.get(thing.tool()) >= Weights.PART_LEAST ? Weights.NAMED : 0;
            double changed = sameKind && its.participle() ? 0.2 : 0;
            return Math.max(named, changed);
        }
        if (!sameKind) {
            return 0;
        }
        return its.original()
                ? 0.6
                : its.participle()
                        ? 0
                        : its.pointing() ? 0.25 + Weights.RECENCY * newer : Weights.RECENCY * newer * 0.5;
    }

    /** "the cleaned image", "the translated text": something that was done to it. */
    private static boolean hasParticiple(Phrase phrase) {
        return phrase.words().subList(0, phrase.words().size() - 1).stream()
                .anyMatch(w -> CHANGED.matcher(w.lower()).matches() && !UNCHANGED.contains(w.lower()));
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
