package dev.polyphony.planners.search;

import dev.polyphony.agent.Modality;
import dev.polyphony.planners.search.build.Part;
import dev.polyphony.planners.search.build.Step;
import dev.polyphony.planners.search.language.Clause;
import dev.polyphony.planners.search.language.Mood;
import dev.polyphony.planners.search.language.Phrase;
import dev.polyphony.planners.search.language.Reading;
import dev.polyphony.planners.search.match.ScoreTable;
import dev.polyphony.planners.search.match.ToolIndex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Scores the clauses of a reading and their noun phrases against all tools, in as few calls of the model as can be. */
final class Steps {
    private static final double LEAST = 3;
    private static final double SAME_VERB = 1.2;
    private static final int MOST_PARTS = 3;
    private static final int MOST_TOOLS = 3;

    private final ToolIndex index;
    private final Set<Modality> here;

    private Steps(ToolIndex index, Set<Modality> here) {
        this.index = index;
        this.here = here;
    }

    /**
     * Returns the steps of a reading.
     *
     * @param here kinds of content that are attached or left by earlier runs
     */
    static List<Step> of(Reading reading, Set<Modality> here, ToolIndex index) {
        return new Steps(index, here).read(reading.clauses());
    }

    private List<Step> read(List<Clause> clauses) {
        ScoreTable scores = ScoreTable.of(texts(clauses), index);
        List<List<Phrase>> parts = clauses.stream().map(c -> parts(c, scores)).toList();
        Set<String> rests = new LinkedHashSet<>();
        for (int c = 0; c < clauses.size(); c++) {
            if (!parts.get(c).isEmpty()) {
                rests.add(rest(clauses.get(c), parts.get(c)));
            }
        }
        ScoreTable restScores = ScoreTable.of(rests, index);
        List<Step> steps = new ArrayList<>();
        for (int c = 0; c < clauses.size(); c++) {
            steps.add(step(c, clauses, parts.get(c), scores, restScores));
        }
        return steps;
    }

    private Step step(int at, List<Clause> clauses, List<Phrase> parts, ScoreTable scores, ScoreTable restScores) {
        Clause clause = clauses.get(at);
        List<Phrase> spoken = new ArrayList<>(clause.phrases());
        for (int c = Math.max(0, at - 1); c <= Math.min(clauses.size() - 1, at + 1); c++) {
            if (c != at && clauses.get(c).mood() == Mood.MEANS) {
                spoken.addAll(clauses.get(c).phrases());
            }
        }
        Map<Phrase, List<Double>> phraseScores = new LinkedHashMap<>();
        spoken.stream().filter(this::isNamed).forEach(p -> phraseScores.put(p, scores.of(p.core())));
        List<Part> own = parts.stream()
                .map(p -> new Part(
                        p,
                        scores.of(p.core()),
                        tools(p, scores),
                        verbed(clause.verbText(), restScores.of(rest(clause, parts)))))
                .toList();
        List<Double> likeness = verbed(clause.verbText(), whole(clause, scores));
        String choice = clause.choice();
        List<Double> best = choice.isEmpty() ? likeness : highest(likeness, verbed("classify", scores.of(choice)));
        return new Step(at, clause, best, phraseScores, own, List.copyOf(spoken));
    }

    /** The clause in full and without what it only points at, or in full and cut to its first object, whichever is liker. */
    private List<Double> whole(Clause clause, ScoreTable scores) {
        List<Double> acting = scores.middle(clause.text(), clause.action(here));
        return clause.mood() == Mood.QUESTION ? acting : highest(acting, scores.middle(clause.text(), clause.core()));
    }

    /** A tool whose own verb is the clause's gains by it. */
    private List<Double> verbed(String verb, List<Double> scores) {
        return verb.isEmpty()
                ? scores
                : IntStream.range(0, scores.size())
                        .mapToObj(t -> scores.get(t) + (index.isActionOf(t, verb) ? SAME_VERB : 0))
                        .toList();
    }

    private static List<Double> highest(List<Double> a, List<Double> b) {
        return IntStream.range(0, a.size())
                .mapToObj(t -> Math.max(a.get(t), b.get(t)))
                .toList();
    }

    private Set<String> texts(List<Clause> clauses) {
        Set<String> texts = new LinkedHashSet<>();
        for (Clause clause : clauses) {
            texts.add(clause.text());
            texts.add(clause.action(here));
            if (clause.mood() != Mood.QUESTION) {
                texts.add(clause.core());
            }
            if (!clause.choice().isEmpty()) {
                texts.add(clause.choice());
            }
            named(clause).forEach(p -> texts.add(p.core()));
        }
        return texts;
    }

    private List<Phrase> named(Clause clause) {
        return clause.phrases().stream().filter(this::isNamed).toList();
    }

    /** Phrases that could name a task or what it made; where types tell nothing, phrases do not either. */
    private boolean isNamed(Phrase phrase) {
        return index.isTyped() && !phrase.isPronoun() && !phrase.naming().isEmpty();
    }

    private List<Phrase> parts(Clause clause, ScoreTable scores) {
        return clause.mood() == Mood.CONTEXT || !index.isTyped()
                ? List.of()
                : named(clause).stream()
                        .filter(p -> !tools(p, scores).isEmpty())
                        .limit(MOST_PARTS)
                        .toList();
    }

    /** The tools that a phrase is much like, and shares a word with beyond the kind of content. */
    private List<Integer> tools(Phrase phrase, ScoreTable table) {
        List<Double> scores = table.of(phrase.core());
        String said = phrase.naming();
        return IntStream.range(0, scores.size())
                .boxed()
                .filter(t -> scores.get(t) >= LEAST && index.isActionOf(t, said))
                .sorted(Comparator.comparingDouble((Integer t) -> -scores.get(t))
                        .thenComparing(t -> t))
                .limit(MOST_TOOLS)
                .toList();
    }

    /** The clause with "it" in place of its parts. */
    private static String rest(Clause clause, List<Phrase> parts) {
        String text = clause.text();
        for (Phrase part : parts) {
            text = text.replace(part.text(), "it");
        }
        return text;
    }
}
