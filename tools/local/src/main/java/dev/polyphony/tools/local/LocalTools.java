package dev.polyphony.tools.local;

import dev.polyphony.agent.Embedder;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.ToolSource;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * The models that this process carries as tools. Models are loaded at their first use and shared by all calls; closing frees
 * them. No tool reaches for the network. Thread-safe.
 */
public final class LocalTools implements ToolSource {
    private final MiniLmEmbedder embedder = new MiniLmEmbedder();
    private final List<Tool> tools = new TextTools(embedder).all();

    private LocalTools() {}

    /** Returns the local tools of this machine. */
    public static LocalTools available() {
        return new LocalTools();
    }

    @Override
    public List<Tool> tools() {
        return tools;
    }

    /** Returns the embedder behind the text tools, for planners. */
    public Embedder embedder() {
        return embedder;
    }

    /** Begins to load what most requests need, so that the first one does not wait for it. */
    public void warmUp(Executor executor) {
        executor.execute(() -> embedder.embed("warm up"));
    }
}
