package dev.polyphony.planners.search;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Embedder;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.Planner;
import dev.polyphony.agent.Toolbox;
import dev.polyphony.planners.search.build.Found;
import dev.polyphony.planners.search.build.PlanSearch;
import dev.polyphony.planners.search.build.Step;
import dev.polyphony.planners.search.language.Reading;
import dev.polyphony.planners.search.language.Tagger;
import dev.polyphony.planners.search.match.ToolIndex;
import dev.polyphony.planners.search.match.Vectors;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.stream.Collectors;

/**
 * Plans without an LLM: reads the steps of a request, matches each to tools by meaning, and searches the cheapest plan whose
 * types fit. The same request gives the same plan. Thread-safe; language models load at first use, and each toolbox is
 * indexed once.
 */
public final class SearchPlanner implements Planner {
    private final Vectors vectors;
    private final Tagger tagger;
    private final Map<Toolbox, ToolIndex> indexes = new WeakHashMap<>();

    private SearchPlanner(Embedder embedder, Tagger tagger) {
        this.vectors = new Vectors(embedder);
        this.tagger = tagger;
    }

    /** Returns a planner that compares meanings with this model. */
    public static SearchPlanner of(Embedder embedder) {
        return new SearchPlanner(embedder, Tagger.english());
    }

    @Override
    public String name() {
        return "search";
    }

    @Override
    public Draft plan(PlanRequest request) {
        return explain(request).draft();
    }

    /** Returns the plan with how it came to be: steps, scores, the second-best plan. */
    public Explanation explain(PlanRequest request) {
        ToolIndex index = index(request.toolbox());
        Reading reading = Reading.of(request.text(), tagger);
        Answers answers = new Answers(request, index, vectors);
        String talk = answers.smallTalk(reading);
        if (talk != null) {
            return Explanation.of(reading, List.of(), index, List.of(), Draft.answering(talk));
        }
        Set<Modality> here =
                request.artifacts().stream().map(Artifact::modality).collect(Collectors.toSet());
        List<Step> steps = Steps.of(reading, here, index);
        List<Found> found =
                new PlanSearch(index, reading, steps, request.attachments(), Earlier.artifacts(request)).run();
        return Explanation.of(reading, steps, index, found, answers.draft(found.get(0), steps));
    }

    private ToolIndex index(Toolbox toolbox) {
        synchronized (indexes) {
            return indexes.computeIfAbsent(toolbox, box -> ToolIndex.of(box, vectors));
        }
    }
}
