package dev.polyphony.agent.server;

import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.planners.llm.LlmSettings;
import dev.polyphony.planners.llm.Tape;
import dev.polyphony.prompts.Profile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * How the language model is asked, besides where it is.
 *
 * @param profile how much it is told; null for the one that is usual for where it runs
 * @param modelFile the weights of a model that runs in this process; null if an endpoint serves it
 * @param tape where calls are recorded or played back; null for neither
 */
public record LlmConfig(
        @Nullable Profile profile,
        @Nullable Path modelFile,
        @Nullable Tape tape) {
    /** As usual. */
    public static final LlmConfig NONE = new LlmConfig(null, null, null);

    /** @throws InvalidRequestException if there is no such profile, or calls are to be recorded and played back */
    static LlmConfig of(Config config) {
        Optional<Path> record = config.getOptionalValue("polyphony.llm.record", Path.class);
        Optional<Path> replay = config.getOptionalValue("polyphony.llm.replay", Path.class);
        if (record.isPresent() && replay.isPresent()) {
            throw new InvalidRequestException(
                    "polyphony.llm.record (%s) and polyphony.llm.replay (%s) are both set.\nMaybe leave one out."
                            .formatted(record.get(), replay.get()));
        }
        return new LlmConfig(
                config.getOptionalValue("polyphony.llm.profile", String.class)
                        .map(LlmConfig::profile)
                        .orElse(null),
                config.getOptionalValue("polyphony.llm.model-file", Path.class).orElse(null),
                record.map(Tape::recording).or(() -> replay.map(Tape::playing)).orElse(null));
    }

    private static Profile profile(String name) {
        try {
            return Profile.of(name);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("polyphony.llm.profile: " + e.getMessage(), e);
        }
    }

    /**
     * Returns the settings of the language model; null if there is none.
     *
     * @throws InvalidRequestException if a file and an endpoint are set, or an endpoint without its model, or the other way round
     */
    @Nullable
    LlmSettings settings(@Nullable String baseUrl, @Nullable String model, @Nullable String apiKey, Duration timeout) {
        if (modelFile != null) {
            if (baseUrl != null) {
                throw new InvalidRequestException(
                        "polyphony.llm.model-file and polyphony.llm.base-url are both set.\nMaybe leave one out.");
            }
            return with(LlmSettings.inProcess(modelFile, timeout));
        }
        if (baseUrl != null && model != null) {
            return with(LlmSettings.of(baseUrl, model, apiKey, timeout));
        }
        if (baseUrl != null || model != null) {
            throw new InvalidRequestException(
                    "polyphony.llm.base-url and polyphony.llm.model must both be set or both be left out; only %s is.\nMaybe set POLYPHONY_LLM_%s as well."
                            .formatted(
                                    baseUrl != null ? "the base URL" : "the model",
                                    baseUrl != null ? "MODEL" : "BASE_URL"));
        }
        return null;
    }

    private LlmSettings with(LlmSettings settings) {
        LlmSettings taped = settings.withTape(tape);
        return profile == null ? taped : taped.withProfile(profile);
    }
}
