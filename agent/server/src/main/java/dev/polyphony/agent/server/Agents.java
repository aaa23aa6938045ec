package dev.polyphony.agent.server;

import dev.polyphony.Polyphony;
import dev.polyphony.PolyphonyBuilder;
import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.planners.llm.LlmSettings;
import dev.polyphony.tools.anytoany.AnyToAnyModel;
import dev.polyphony.tools.local.LocalTools;
import dev.polyphony.tools.mcp.McpTools;
import dev.polyphony.tools.remote.RemoteTools;
import java.nio.file.Path;
import java.util.Optional;

/** Makes the agent of the application. */
public final class Agents {
    private Agents() {}

    /** Returns an agent with the local tools and those of the endpoints and MCP servers that are set; whoever called closes it. */
    public static Polyphony create(Settings settings) {
        PolyphonyBuilder builder = Polyphony.builder()
                .home(settings.home())
                .earlyDispatch(settings.earlyDispatch())
                .mode(settings.mode())
                .tools(LocalTools.available())
                .tools(RemoteTools.from(settings.remote()))
                .tools(McpTools.from(settings.mcp(), settings.home().resolve("mcp-pins.json")));
        Path folder = settings.anyToAny();
        (folder == null ? AnyToAnyModel.shipped() : Optional.of(AnyToAnyModel.in(folder))).ifPresent(builder::endToEnd);
        String baseUrl = settings.llmBaseUrl();
        String model = settings.llmModel();
        if (baseUrl != null && model != null) {
            builder.llm(LlmSettings.of(baseUrl, model, settings.llmApiKey(), settings.llmTimeout()));
        } else if (baseUrl != null || model != null) {
            throw new InvalidRequestException(
                    "polyphony.llm.base-url and polyphony.llm.model must both be set or both be left out; only %s is.\nMaybe set POLYPHONY_LLM_%s as well."
                            .formatted(
                                    baseUrl != null ? "the base URL" : "the model",
                                    baseUrl != null ? "MODEL" : "BASE_URL"));
        }
        return builder.build();
    }

    /** Returns an agent without tools, to look into the journal; whoever called closes it. */
    public static Polyphony reader(Settings settings) {
        return Polyphony.builder().home(settings.home()).build();
    }
}
