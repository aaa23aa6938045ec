package dev.polyphony.agent.server;

import dev.polyphony.Polyphony;
import dev.polyphony.PolyphonyBuilder;
import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.agent.engine.ThompsonSelector;
import dev.polyphony.planners.llm.LlmSelector;
import dev.polyphony.planners.llm.LlmSettings;
import dev.polyphony.tools.anytoany.AnyToAnyModel;
import dev.polyphony.tools.anytoany.diffusion.GeneratorTools;
import dev.polyphony.tools.anytoany.exported.Hardware;
import dev.polyphony.tools.device.ModelPool;
import dev.polyphony.tools.local.LocalTools;
import dev.polyphony.tools.mcp.McpTools;
import dev.polyphony.tools.remote.RemoteTools;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the agent of the application. */
public final class Agents {
    /** Share of choices that may go against what is known of the bindings, so that more gets known. */
    private static final double EXPLORATION = 0.05;

    private Agents() {}

    /** Returns an agent with the local tools and those of the endpoints and MCP servers that are set; whoever called closes it. */
    public static Polyphony create(Settings settings) {
        ModelPool devices = settings.local().pool();
        Hardware hardware = Hardware.on(devices);
        PolyphonyBuilder builder = Polyphony.builder()
                .home(settings.home())
                .earlyDispatch(settings.earlyDispatch())
                .mode(settings.mode())
                .tools(LocalTools.available(settings.local(), devices))
                .tools(RemoteTools.from(settings.remote()))
                .tools(McpTools.from(settings.mcp(), settings.home().resolve("mcp-pins.json")));
        if (!settings.generators().isEmpty()) {
            builder.tools(GeneratorTools.in(settings.generators(), hardware));
        }
        Path folder = settings.anyToAny();
        (folder == null ? AnyToAnyModel.shipped() : Optional.of(AnyToAnyModel.in(folder, hardware)))
                .ifPresent(builder::endToEnd);
        LlmSettings llm = settings.llm()
                .settings(settings.llmBaseUrl(), settings.llmModel(), settings.llmApiKey(), settings.llmTimeout());
        boolean byModel = isByModel(settings.selector(), llm);
        if (llm != null) {
            builder.llm(llm);
            if (byModel) {
                builder.selector(LlmSelector.of(llm, new ThompsonSelector(System.nanoTime(), EXPLORATION)));
            }
        }
        return builder.build();
    }

    private static boolean isByModel(String selector, @Nullable LlmSettings llm) {
        if (!List.of("measured", "llm").contains(selector)) {
            throw new InvalidRequestException(
                    "polyphony.selector (%s) must be measured or llm.\nMaybe leave it out.".formatted(selector));
        }
        if (selector.equals("llm") && llm == null) {
            throw new InvalidRequestException(
                    "polyphony.selector is llm and there is no language model.\nMaybe set polyphony.llm.base-url and polyphony.llm.model.");
        }
        return selector.equals("llm");
    }

    /** Returns an agent without tools, to look into the journal; whoever called closes it. */
    public static Polyphony reader(Settings settings) {
        return Polyphony.builder().home(settings.home()).build();
    }
}
