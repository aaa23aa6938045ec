package dev.polyphony.tools.langchain4j;

import dev.langchain4j.service.tool.ToolProvider;
import dev.langchain4j.service.tool.ToolProviderRequest;
import dev.langchain4j.service.tool.ToolProviderResult;
import dev.polyphony.agent.ArtifactStore;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Toolbox;
import java.util.HashSet;
import java.util.Set;

/**
 * The tools of an agent for an {@code AiService} of LangChain4j. A model passes words as they are, and pictures, sound, video and
 * structured content by the id of their artifact, which it sees in results. A call tries the tool's bindings in their order, once
 * each; it knows neither the engine's retries and cache nor its journal. Thread-safe.
 */
public final class ToolboxProvider implements ToolProvider {
    private final ToolProviderResult tools;

    private ToolboxProvider(ToolProviderResult tools) {
        this.tools = tools;
    }

    /**
     * Returns all tools of a toolbox, under names of letters, digits and {@code _}: {@code image_describe}.
     *
     * @param store where inputs are found and results are kept
     */
    public static ToolboxProvider of(Toolbox toolbox, ArtifactStore store) {
        ToolProviderResult.Builder all = ToolProviderResult.builder();
        Artifacts artifacts = new Artifacts(store);
        Set<String> taken = new HashSet<>();
        for (Tool tool : toolbox.tools()) {
            String name = free(tool.name(), taken);
            all.add(Specification.of(tool, name), new ToolboxCall(tool, artifacts));
        }
        return new ToolboxProvider(all.build());
    }

    private static String free(String name, Set<String> taken) {
        String clean = name.replaceAll("[^A-Za-z0-9_-]", "_");
        clean = clean.substring(0, Math.min(60, clean.length()));
        String free = clean;
        for (int i = 2; !taken.add(free); i++) {
            free = clean + "_" + i;
        }
        return free;
    }

    @Override
    public ToolProviderResult provideTools(ToolProviderRequest request) {
        return tools;
    }
}
