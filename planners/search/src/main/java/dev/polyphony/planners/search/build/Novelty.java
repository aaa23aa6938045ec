package dev.polyphony.planners.search.build;

import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Signature;
import dev.polyphony.planners.search.language.Clause;
import dev.polyphony.planners.search.language.Phrase;
import dev.polyphony.planners.search.match.ToolIndex;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether a clause asks for something new, told by its own words: "a video of a dragon", "paint an owl". What was made before
 * is not meant then, as it is by "it", "the picture", "a film of the stills".
 */
final class Novelty {
    private static final Set<String> MAKING = Set.of("make", "create", "generate", "produce", "prepare", "build");
    private final ToolIndex index;
    private final Map<Asked, Boolean> known = new HashMap<>();

    private record Asked(int step, int tool) {}

    Novelty(ToolIndex index) {
        this.index = index;
    }

    /** Returns what it costs that a tool takes this for the clause. */
    double cost(Step step, int tool, Thing thing) {
        return thing.isMade() && isNew(step, tool) ? Weights.NOT_MEANT : 0;
    }

    /** Returns true if the tool is to make something new for the clause. */
    boolean isNew(Step step, int tool) {
        return tool >= 0
                && known.computeIfAbsent(
                        new Asked(step.index(), tool),
                        asked -> isNew(step.clause(), index.cards().get(tool).signature(), tool));
    }

    private boolean isNew(Clause clause, Signature signature, int tool) {
        List<Phrase> phrases = clause.phrases();
        int object = 0;
        while (object < phrases.size() && phrases.get(object).start() < clause.verb()) {
            object++;
        }
        if (!index.isTyped() || object >= phrases.size() || !clause.literals().isEmpty()) {
            return false;
        }
        Phrase wanted = phrases.get(object);
        boolean told = isTold(clause, object);
        for (Phrase phrase : phrases) {
            if (refers(phrase) && !(phrase == wanted && told)) {
                return false;
            }
        }
        return wanted.modality() != null
                ? told
                : !wanted.isDefinite()
                        && isGenerator(signature)
                        && !MAKING.contains(clause.verbText())
                        && index.uses(tool, clause.verbText())
                        && !index.uses(tool, wanted.naming());
    }

    /** "a video of a dragon": the kind of content, and then what it shows. */
    private static boolean isTold(Clause clause, int object) {
        Phrase wanted = clause.phrases().get(object);
        int end = wanted.start() + wanted.words().size();
        boolean about =
                end + 1 < clause.words().size() && clause.words().get(end).is("of", "about", "showing");
        return about
                && !wanted.isPointing()
                && !wanted.isMade()
                && clause.phrases().stream()
                        .filter(p -> p.start() > end)
                        .findFirst()
                        .filter(p -> p.start() <= end + 2 && p.modality() == null && !p.isDefinite() && !p.isMade())
                        .isPresent();
    }

    private static boolean refers(Phrase phrase) {
        return phrase.isPronoun()
                || phrase.isPointing()
                || phrase.isDefinite() && (phrase.modality() != null || phrase.isMade())
                || phrase.head().is("result", "results", "output", "outcome", "answer", "answers", "other", "same");
    }

    /** Words in, a picture, a sound or a film out. */
    private static boolean isGenerator(Signature tool) {
        return tool.outputs().stream().anyMatch(p -> p.modality().isMedia())
                && tool.inputs().stream()
                        .filter(p -> p.isRequired() && !p.isParameter())
                        .allMatch(p -> p.modality() == Modality.TEXT);
    }
}
