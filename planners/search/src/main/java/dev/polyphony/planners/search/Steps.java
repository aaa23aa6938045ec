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
            steps.add(step(c, clauses.get(c), parts.get(c), scores, restScores));
        }
        return steps;
    }

    private Step step(int at, Clause clause, List<Phrase> parts, ScoreTable scores, ScoreTable restScores) {
        Map<Phrase, List<Double>> phraseScores = new LinkedHashMap<>();
        named(clause).forEach(p -> phraseScores.put(p, scores.of(p.text())));
        List<Part> own = parts.stream()
                .map(p -> new Part(p, scores.of(p.text()), tools(p, scores), restScores.of(rest(clause, parts))))
                .toList();
        return new Step(at, clause, scores.middle(clause.text(), clause.action(here)), phraseScores, own);
    }

    private Set<String> texts(List<Clause> clauses) {
        Set<String> texts = new LinkedHashSet<>();
        for (Clause clause : clauses) {
            texts.add(clause.text());
            texts.add(clause.action(here));
            named(clause).forEach(p -> texts.add(p.text()));
        }
        return texts;
    }

    private static List<Phrase> named(Clause clause) {
        return clause.phrases().stream().filter(p -> !p.isPronoun()).toList();
    }

    private List<Phrase> parts(Clause clause, ScoreTable scores) {
        return clause.mood() == Mood.CONTEXT
                ? List.of()
                : named(clause).stream()
                        .filter(p -> !tools(p, scores).isEmpty())
                        .limit(MOST_PARTS)
                        .toList();
    }

    /** The tools that a phrase is much like, and shares a word with beyond the kind of content. */
    private List<Integer> tools(Phrase phrase, ScoreTable table) {
        List<Double> scores = table.of(phrase.text());
        String said = phrase.naming();
        return IntStream.range(0, scores.size())
                .boxed()
                .filter(t -> scores.get(t) >= LEAST && index.sharesAction(t, said))
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
