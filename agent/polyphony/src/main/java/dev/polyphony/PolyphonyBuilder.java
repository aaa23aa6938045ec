package dev.polyphony;

import dev.polyphony.agent.AbsentTool;
import dev.polyphony.agent.BindingSelector;
import dev.polyphony.agent.Embedder;
import dev.polyphony.agent.EndToEnd;
import dev.polyphony.agent.Fusion;
import dev.polyphony.agent.Planner;
import dev.polyphony.agent.Probe;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.ToolSource;
import dev.polyphony.agent.Toolbox;
import dev.polyphony.agent.codec.JsonValueCodec;
import dev.polyphony.agent.engine.ComposedFusion;
import dev.polyphony.agent.engine.Engine;
import dev.polyphony.agent.engine.EngineBuilder;
import dev.polyphony.agent.engine.EngineLimits;
import dev.polyphony.agent.store.FileArtifactStore;
import dev.polyphony.agent.store.FileObservations;
import dev.polyphony.agent.store.H2Journal;
import dev.polyphony.planners.direct.DirectChooser;
import dev.polyphony.planners.direct.DirectFusion;
import dev.polyphony.planners.direct.DirectPlanner;
import dev.polyphony.planners.llm.LlmFusion;
import dev.polyphony.planners.llm.LlmPlanner;
import dev.polyphony.planners.llm.LlmSettings;
import dev.polyphony.planners.search.SearchPlanner;
import dev.polyphony.planners.search.SearchRepair;
import dev.polyphony.tools.anytoany.AnyToAnyModel;
import dev.polyphony.tools.local.MiniLmEmbedder;
import dev.polyphony.tools.media.MediaProbe;
import dev.polyphony.tools.remote.RemoteTools;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts an agent together. Nothing must be set: without tools it can only say that it has none; without an LLM it plans by
 * embedding and typed search, and composes its answers from the results. Not thread-safe.
 */
public final class PolyphonyBuilder {
    private static final int RESULTS = 10_000;
    private static final int VECTORS = 10_000;
    private static final int OBSERVATIONS = 10_000;

    private final List<Tool> tools = new ArrayList<>();
    private final List<ToolSource> sources = new ArrayList<>();
    private Path home = Path.of(System.getProperty("user.home"), ".polyphony");
    private EngineLimits limits = EngineLimits.DEFAULT;
    private boolean earlyDispatch = true;
    private String mode = "tools";
    private @Nullable LlmSettings llm;
    private @Nullable Planner planner;
    private @Nullable Fusion fusion;
    private @Nullable BindingSelector selector;
    private @Nullable Embedder embedder;
    private @Nullable AnyToAnyModel model;

    PolyphonyBuilder() {}

    /** Adds tools. */
    public PolyphonyBuilder tools(Tool... more) {
        tools.addAll(List.of(more));
        return this;
    }

    /**
     * Adds all tools of a source, which the agent closes when it is closed itself. A tool that an earlier source has as well,
     * with the same ports, adds its bindings to it.
     */
    public PolyphonyBuilder tools(ToolSource source) {
        sources.add(source);
        return this;
    }

    /** Sets the folder in which everything is kept; {@code .polyphony} in the user's home if not set. It is made if need be. */
    public PolyphonyBuilder home(Path folder) {
        home = folder;
        return this;
    }

    /** Lets a language model plan and, unless it runs in this process, write answers; the embedded planner stays its fallback. */
    public PolyphonyBuilder llm(LlmSettings settings) {
        llm = settings;
        return this;
    }

    /** Sets a planner of your own; the embedded planner stays its fallback. */
    public PolyphonyBuilder planner(Planner own) {
        planner = own;
        return this;
    }

    /** Sets a fusion of your own. */
    public PolyphonyBuilder fusion(Fusion own) {
        fusion = own;
        return this;
    }

    /** Sets who chooses among the bindings of a tool; by measurements of their calls if not set. */
    public PolyphonyBuilder selector(BindingSelector own) {
        selector = own;
        return this;
    }

    /** Sets the model that the embedded planner understands words by; MiniLM if not set. */
    public PolyphonyBuilder embedder(Embedder own) {
        embedder = own;
        return this;
    }

    /**
     * Sets whether tasks start while the language model is still writing their plan, as they do if not set. Only tools start
     * so that write nothing and cost nothing.
     */
    public PolyphonyBuilder earlyDispatch(boolean early) {
        earlyDispatch = early;
        return this;
    }

    /**
     * Sets the model that answers in mode {@code end-to-end}, and where {@code auto} chooses it; the agent closes it when it is
     * closed itself.
     */
    public PolyphonyBuilder endToEnd(AnyToAnyModel newModel) {
        model = newModel;
        return this;
    }

    /** Sets how a request is answered that does not say it: {@code tools}, {@code end-to-end} or {@code auto}; tools if not set. */
    public PolyphonyBuilder mode(String byDefault) {
        mode = byDefault;
        return this;
    }

    /** Sets what one request may take. */
    public PolyphonyBuilder limits(EngineLimits newLimits) {
        limits = newLimits;
        return this;
    }

    /**
     * Returns the agent. Models are loaded when they are first used.
     *
     * @throws dev.polyphony.agent.RegistrationException if two tools have one name
     * @throws dev.polyphony.agent.StorageException if the home folder can't be used
     */
    public Polyphony build() {
        Toolbox toolbox = toolbox();
        List<AutoCloseable> owned = new ArrayList<>();
        try {
            Embedder words = new KeptEmbedder(
                    embedder == null ? new MiniLmEmbedder() : embedder, home.resolve("vectors"), VECTORS);
            FileArtifactStore artifacts = FileArtifactStore.open(home.resolve("artifacts"));
            H2Journal journal = owned(owned, H2Journal.open(home.resolve("journal")));
            Probe probe = MediaProbe.create();
            SearchPlanner search = SearchPlanner.of(words);
            EngineBuilder engine = Engine.builder()
                    .toolbox(toolbox)
                    .planner(search)
                    .fallback(search)
                    .repair(new SearchRepair())
                    .store(artifacts)
                    .journal(journal)
                    .cache(journal.results(RESULTS))
                    .observations(owned(owned, FileObservations.open(home.resolve("observations.tsv"), OBSERVATIONS)))
                    .codec(new JsonValueCodec())
                    .probe(probe)
                    .limits(limits)
                    .earlyDispatch(earlyDispatch);
            Fusion writer = fusion;
            if (llm != null) {
                engine.planner(LlmPlanner.of(llm).with(words));
                // a model that runs in this process is small: it plans, and answers are composed
                writer = writer == null && llm.modelFile() == null ? LlmFusion.of(llm) : writer;
            }
            if (planner != null) {
                engine.planner(planner);
            }
            if (model != null) {
                engine.endToEnd(endToEnd(model, search));
                writer = new DirectFusion(AnyToAnyModel.TOOL, writer == null ? new ComposedFusion() : writer);
            }
            if (writer != null) {
                engine.fusion(writer);
            }
            if (selector != null) {
                engine.selector(selector);
            }
            Engine built = engine.build();
            owned.addAll(sources);
            if (model != null) {
                owned.add(model);
            }
            return new Polyphony(built, search, toolbox, artifacts, owned, mode);
        } catch (RuntimeException e) {
            owned.forEach(Closing::quietly);
            sources.forEach(Closing::quietly);
            throw e;
        }
    }

    private static EndToEnd endToEnd(AnyToAnyModel model, Planner tools) {
        Tool tool = model.tool();
        return new EndToEnd(tool, new DirectPlanner(tool.name()), new DirectChooser(tool, model::unknown, tools));
    }

    private Toolbox toolbox() {
        List<Tool> all = new ArrayList<>(tools);
        List<AbsentTool> absent = new ArrayList<>();
        all.addAll(JoinedTools.of(sources.stream().map(ToolSource::tools).toList()));
        sources.forEach(source -> absent.addAll(source.absent()));
        absent.addAll(RemoteTools.missing());
        return Toolbox.of(all, absent);
    }

    private static <T extends AutoCloseable> T owned(List<AutoCloseable> owned, T resource) {
        owned.add(resource);
        return resource;
    }
}
