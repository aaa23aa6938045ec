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
        boolean byModel = isByModel(settings.selector(), settings.llmBaseUrl());
        String baseUrl = settings.llmBaseUrl();
        String model = settings.llmModel();
        if (baseUrl != null && model != null) {
            LlmSettings llm = LlmSettings.of(baseUrl, model, settings.llmApiKey(), settings.llmTimeout());
            builder.llm(llm);
            if (byModel) {
                builder.selector(LlmSelector.of(llm, new ThompsonSelector(System.nanoTime(), EXPLORATION)));
            }
        } else if (baseUrl != null || model != null) {
            throw new InvalidRequestException(
                    "polyphony.llm.base-url and polyphony.llm.model must both be set or both be left out; only %s is.\nMaybe set POLYPHONY_LLM_%s as well."
                            .formatted(
                                    baseUrl != null ? "the base URL" : "the model",
                                    baseUrl != null ? "MODEL" : "BASE_URL"));
        }
        return builder.build();
    }

    private static boolean isByModel(String selector, @Nullable String baseUrl) {
        if (!List.of("measured", "llm").contains(selector)) {
            throw new InvalidRequestException(
                    "polyphony.selector (%s) must be measured or llm.\nMaybe leave it out.".formatted(selector));
        }
        if (selector.equals("llm") && baseUrl == null) {
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
