package dev.polyphony.planners.search;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Embedder;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.Planner;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Toolbox;
import dev.polyphony.planners.search.build.Found;
import dev.polyphony.planners.search.build.PlanSearch;
import dev.polyphony.planners.search.build.Step;
import dev.polyphony.planners.search.chain.Calls;
import dev.polyphony.planners.search.chain.ChainIndex;
import dev.polyphony.planners.search.chain.ChainSearch;
import dev.polyphony.planners.search.chain.ToolGraph;
import dev.polyphony.planners.search.language.Reading;
import dev.polyphony.planners.search.language.Tagger;
import dev.polyphony.planners.search.match.ToolIndex;
import dev.polyphony.planners.search.match.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Plans without an LLM: reads the steps of a request, matches each to tools by meaning, and searches the cheapest plan whose
 * types fit. The same request gives the same plan. Thread-safe; language models load at first use, and each toolbox is
 * indexed once.
 */
public final class SearchPlanner implements Planner {
    private final Vectors vectors;
    private final Tagger tagger;
    private final ToolGraph graph;
    private final Map<Toolbox, Indexes> indexes = new WeakHashMap<>();

    private SearchPlanner(Vectors vectors, Tagger tagger, ToolGraph graph) {
        this.vectors = vectors;
        this.tagger = tagger;
        this.graph = graph;
    }

    /** What is known of a toolbox; {@code chains} is null where types tell tools apart. */
    private record Indexes(ToolIndex tools, @Nullable ChainIndex chains) {}

    /** Returns a planner that compares meanings with this model. */
    public static SearchPlanner of(Embedder embedder) {
        return new SearchPlanner(new Vectors(embedder), Tagger.english(), ToolGraph.NONE);
    }

    /**
     * Returns a planner that also knows which tool of a catalogue may follow which. It weighs this where types tell nothing:
     * in catalogues of APIs.
     */
    public SearchPlanner guidedBy(ToolGraph graph) {
        return new SearchPlanner(vectors, tagger, graph);
    }

    @Override
    public String name() {
        return "search";
    }

    @Override
    public Draft plan(PlanRequest request) {
        return explain(request).draft();
    }

    /** Loads the models and indexes a toolbox now, rather than at its first request. Blocks: about 3 ms a tool. */
    public void prepare(Toolbox toolbox) {
        index(toolbox);
    }

    /** Returns the plan with how it came to be: steps, scores, the second-best plan. */
    public Explanation explain(PlanRequest request) {
        Indexes known = index(request.toolbox());
        ToolIndex index = known.tools();
        Reading reading = Reading.of(request.text(), tagger);
        Answers answers = new Answers(request, index, vectors);
        String talk = answers.smallTalk(reading);
        if (talk != null) {
            return Explanation.of(reading, List.of(), index, List.of(), Draft.answering(talk));
        }
        if (known.chains() != null && request.artifacts().isEmpty()) {
            return chained(reading, known.chains(), answers);
        }
        Set<Modality> here =
                request.artifacts().stream().map(Artifact::modality).collect(Collectors.toSet());
        List<Step> steps = Steps.of(reading, here, index);
        List<Found> found =
                new PlanSearch(index, reading, steps, request.attachments(), Earlier.artifacts(request)).run();
        Found chosen = new LastResort(request, index).of(found);
        return Explanation.of(reading, steps, index, chosenFirst(found, chosen), answers.draft(chosen, steps));
    }

    private static List<Found> chosenFirst(List<Found> found, Found chosen) {
        List<Found> all = new ArrayList<>(found);
        all.remove(chosen);
        all.add(0, chosen);
        return all;
    }

    /** Plans over an API catalogue, whose types tell nothing. */
    private static Explanation chained(Reading reading, ChainIndex index, Answers answers) {
        ChainSearch search = ChainSearch.of(reading, index);
        Calls calls = new Calls(index, search, reading);
        List<Task> tasks = calls.of(search.chains().get(0));
        return Explanation.of(search, index, calls, answers.draft(tasks, search.pieces()));
    }

    private Indexes index(Toolbox toolbox) {
        synchronized (indexes) {
            return indexes.computeIfAbsent(toolbox, box -> {
                ToolIndex tools = ToolIndex.of(box, vectors);
                return new Indexes(tools, tools.isTyped() ? null : ChainIndex.of(tools.cards(), vectors, graph));
            });
        }
    }
}
