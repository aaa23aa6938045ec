package dev.polyphony.planners.llm;

import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.prompts.Profile;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which language model is asked, and how. Neither {@link #toString} nor any message of this package shows the key.
 *
 * @param baseUrl where the API begins, as {@code http://localhost:11434/v1}, without user, password or query; or the file of a
 *     model that runs in this process, as {@code file:///models/small.gguf}
 * @param model the model's name there
 * @param apiKey sent as a bearer token; null if the endpoint wants none
 * @param timeout the longest that one call may take, from connecting to the last token
 * @param temperature 0 for the likeliest words, up to 2
 * @param maxTokens most tokens that the model may write in one call
 * @param contextTokens how many tokens the model can take in, its own included
 * @param schemas whether plans are asked for under a JSON schema
 * @param profile how much a model is told, and how much it must write, for a plan
 * @param tape where calls are recorded or played back; null for neither
 */
public record LlmSettings(
        String baseUrl,
        String model,
        @Nullable String apiKey,
        Duration timeout,
        double temperature,
        int maxTokens,
        int contextTokens,
        Schemas schemas,
        Profile profile,
        @Nullable Tape tape) {
    private static final int LOCAL_CONTEXT_TOKENS = 8_192;
    private static final int LOCAL_MAX_TOKENS = 512;

    /** Whether plans are asked for under a JSON schema, which keeps even small models to the form. */
    public enum Schemas {
        /** Always; an endpoint that refuses it is an error. */
        ON,
        /** Never; the model is told the form in words alone. */
        OFF,
        /** Yes, until the endpoint refuses it. */
        AUTO
    }

    /** @throws InvalidRequestException if a value is out of its range; the message never holds the key */
    public LlmSettings {
        baseUrl = checkUrl(baseUrl.strip());
        if (model.isBlank()) {
            throw new InvalidRequestException(
                    "the name of the language model is empty.\nMaybe set polyphony.llm.model to a model that %s serves."
                            .formatted(baseUrl));
        }
        apiKey = apiKey == null || apiKey.isBlank() ? null : checkKey(apiKey.strip());
        if (timeout.isNegative() || timeout.isZero()) {
            throw new InvalidRequestException(
                    "the timeout of the language model (%s) must be positive.\nMaybe 60s.".formatted(timeout));
        }
        if (!(temperature >= 0 && temperature <= 2)) {
            throw new InvalidRequestException(
                    "the temperature (%s) must be in [0, 2].\nMaybe 0, for plans that repeat.".formatted(temperature));
        }
        if (maxTokens < 1 || contextTokens <= maxTokens) {
            throw new InvalidRequestException(
                    "maxTokens (%d) must be at least 1 and less than contextTokens (%d).\nMaybe 2048 of 32768."
                            .formatted(maxTokens, contextTokens));
        }
    }

    /** Returns settings of temperature 0, 2,048 tokens to write of 32,768 in all, and a schema where the endpoint takes one. */
    public static LlmSettings of(String baseUrl, String model, @Nullable String apiKey, Duration timeout) {
        return new LlmSettings(baseUrl, model, apiKey, timeout, 0, 2_048, 32_768, Schemas.AUTO, Profile.STANDARD, null);
    }

    /**
     * Returns settings for a model that runs in this process, in the short profile and under a grammar: such models are small.
     *
     * @param file the model's weights, as GGUF
     */
    public static LlmSettings inProcess(Path file, Duration timeout) {
        String name = file.getFileName().toString().replaceFirst("(?i)[.]gguf$", "");
        return new LlmSettings(
                file.toAbsolutePath().toUri().toString(),
                name,
                null,
                timeout,
                0,
                LOCAL_MAX_TOKENS,
                LOCAL_CONTEXT_TOKENS,
                Schemas.ON,
                Profile.SHORT,
                null);
    }

    /** Returns the file of the model that runs in this process; null if an endpoint serves it. */
    public @Nullable Path modelFile() {
        return isFile(baseUrl) ? Path.of(URI.create(baseUrl)) : null;
    }

    /** Returns these settings with another temperature. */
    public LlmSettings withTemperature(double newTemperature) {
        return new LlmSettings(
                baseUrl, model, apiKey, timeout, newTemperature, maxTokens, contextTokens, schemas, profile, tape);
    }

    /** Returns these settings with other limits; see the components of the same names. */
    public LlmSettings withTokens(int newMaxTokens, int newContextTokens) {
        return new LlmSettings(
                baseUrl, model, apiKey, timeout, temperature, newMaxTokens, newContextTokens, schemas, profile, tape);
    }

    /** Returns these settings with another use of schemas. */
    public LlmSettings withSchemas(Schemas newSchemas) {
        return new LlmSettings(
                baseUrl, model, apiKey, timeout, temperature, maxTokens, contextTokens, newSchemas, profile, tape);
    }

    /** Returns these settings with another profile of prompts. */
    public LlmSettings withProfile(Profile newProfile) {
        return new LlmSettings(
                baseUrl, model, apiKey, timeout, temperature, maxTokens, contextTokens, schemas, newProfile, tape);
    }

    /** Returns these settings with calls recorded or played back; null for neither. */
    public LlmSettings withTape(@Nullable Tape newTape) {
        return new LlmSettings(
                baseUrl, model, apiKey, timeout, temperature, maxTokens, contextTokens, schemas, profile, newTape);
    }

    private static String checkUrl(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw badUrl("it is no URL at all");
        }
        if (isFile(url) && uri.getPath() != null && uri.getRawAuthority() == null) {
            return url;
        }
        boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (!http || uri.getHost() == null) {
            throw badUrl("it must begin with http:// or https:// and name a host, or with file:/// and name a model");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw badUrl("it holds a user, a query or a fragment");
        }
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static boolean isFile(String url) {
        return url.regionMatches(true, 0, "file:", 0, 5);
    }

    /** The URL itself may hold a password, so it is not shown. */
    private static InvalidRequestException badUrl(String why) {
        return new InvalidRequestException(
                "the base URL of the language model cannot be used: %s.\nMaybe http://localhost:11434/v1, and a key in polyphony.llm.api-key."
                        .formatted(why));
    }

    private static String checkKey(String key) {
        if (!key.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new InvalidRequestException(
                    "the key of the language model holds a space, a line break or a character beyond ASCII.\nMaybe copy it once more.");
        }
        return key;
    }

    /** Returns all settings but the key. */
    @Override
    public String toString() {
        return "LlmSettings[baseUrl=%s, model=%s, apiKey=%s, timeout=%s, temperature=%s, maxTokens=%d, contextTokens=%d, schemas=%s, profile=%s, tape=%s]"
                .formatted(
                        baseUrl,
                        model,
                        apiKey == null ? "none" : "set",
                        timeout,
                        temperature,
                        maxTokens,
                        contextTokens,
                        schemas,
                        profile,
                        tape);
    }
}
