package dev.polyphony.agent.server;

import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.tools.local.LocalSettings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * What the application is told by {@code application.properties} and the environment.
 *
 * @param home the folder in which everything is kept
 * @param llmBaseUrl endpoint of the language model; null if there is none
 * @param llmModel its model; null if there is none
 * @param llmApiKey its key; null if it wants none
 * @param llmTimeout the longest that one answer of it may take
 * @param selector who chooses among the bindings of a tool: {@code measured} or {@code llm}
 * @param earlyDispatch whether tasks start while their plan is still being written
 * @param drain how long runs that go on may take to end once the server is told to stop; zero ends them at once
 * @param hosts further names of this server
 * @param origins further origins whose pages may call this server
 * @param remote model endpoints, by {@code NAME.setting}
 * @param mcp MCP servers, by {@code NAME.setting}
 * @param mode how a request is answered that does not say it: {@code tools}, {@code end-to-end} or {@code auto}
 * @param anyToAny folder of the model that answers from end to end; null for the one that is shipped
 * @param generators folders of bundles that paint, film and make sounds in this process
 * @param local how the models of this process are run
 * @param llm how the language model is asked
 */
public record Settings(
        Path home,
        @Nullable String llmBaseUrl,
        @Nullable String llmModel,
        @Nullable String llmApiKey,
        Duration llmTimeout,
        String selector,
        boolean earlyDispatch,
        Duration drain,
        List<String> hosts,
        List<String> origins,
        Map<String, String> remote,
        Map<String, String> mcp,
        String mode,
        @Nullable Path anyToAny,
        List<Path> generators,
        LocalSettings local,
        LlmConfig llm) {
    private static final List<String> MODES = List.of("auto", "end-to-end", "tools");

    /** @throws InvalidRequestException if there is no such mode */
    public Settings {
        if (!MODES.contains(mode)) {
            throw new InvalidRequestException(
                    "polyphony.mode (%s) is none of %s.\nMaybe set POLYPHONY_MODE to one of them."
                            .formatted(mode, MODES));
        }
    }

    /** Returns the settings outside the server, where nobody else has read them. */
    public static Settings load() {
        URL file = Settings.class.getClassLoader().getResource("application.properties");
        try {
            SmallRyeConfigBuilder builder =
                    new SmallRyeConfigBuilder().addDefaultSources().addDefaultInterceptors();
            if (file != null) {
                builder.withSources(new PropertiesConfigSource(file, 100));
            }
            SmallRyeConfig config = builder.build();
            return of(config);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the settings that a configuration holds. */
    public static Settings of(Config config) {
        return new Settings(
                config.getValue("polyphony.home", Path.class),
                text(config, "polyphony.llm.base-url"),
                text(config, "polyphony.llm.model"),
                key(config),
                duration(config, "polyphony.llm.timeout"),
                config.getValue("polyphony.selector", String.class),
                config.getValue("polyphony.early-dispatch", Boolean.class),
                duration(config, "polyphony.drain"),
                list(config, "polyphony.hosts"),
                list(config, "polyphony.origins"),
                RemoteConfig.of(config),
                McpConfig.of(config),
                config.getOptionalValue("polyphony.mode", String.class).orElse("tools"),
                config.getOptionalValue("polyphony.any-to-any.model", Path.class)
                        .orElse(null),
                config.getOptionalValues("polyphony.generators", Path.class).orElse(List.of()),
                LocalConfig.of(config),
                LlmConfig.of(config));
    }

    /** A key comes from the environment, or from a file that is named. */
    private static @Nullable String key(Config config) {
        String file = text(config, "polyphony.llm.api-key-file");
        if (file == null) {
            return text(config, "polyphony.llm.api-key");
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new InvalidRequestException(
                    "polyphony.llm.api-key-file (%s) can't be read.\nMaybe it is not there, or not yours to read."
                            .formatted(file),
                    e);
        }
    }

    private static @Nullable String text(Config config, String key) {
        return config.getOptionalValue(key, String.class)
                .filter(s -> !s.isBlank())
                .orElse(null);
    }

    private static Duration duration(Config config, String key) {
        return Duration.parse("PT" + config.getValue(key, String.class));
    }

    private static List<String> list(Config config, String key) {
        return config.getOptionalValues(key, String.class).orElse(List.of());
    }

    @Override
    public String toString() {
        return "Settings[home=%s, llmBaseUrl=%s, llmModel=%s, llmApiKey=%s]"
                .formatted(home, llmBaseUrl, llmModel, llmApiKey == null ? "none" : "set");
    }
}
