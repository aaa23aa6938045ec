package dev.polyphony.planners.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.output.TokenUsage;
import dev.polyphony.agent.AuthenticationException;
import dev.polyphony.agent.ContentFilteredException;
import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.agent.ModelNotFoundException;
import dev.polyphony.agent.PolyphonyException;
import dev.polyphony.agent.ProviderUnavailableException;
import dev.polyphony.agent.RateLimitedException;
import dev.polyphony.agent.TimedOutException;
import dev.polyphony.agent.UnsupportedFeatureException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One call on a tape.
 *
 * @param request what was asked, without secrets: model, temperature, limit, messages, schema
 * @param pieces what came back, in order; what came before an error, if there is one
 * @param cutOff true if the model ran into its limit
 * @param tokens what it read and wrote; null if that was not told
 * @param error what went wrong; null if nothing did
 */
record TapeLine(
        JsonNode request,
        List<String> pieces,
        boolean cutOff,
        @Nullable TokenUsage tokens,
        @Nullable PolyphonyException error) {
    private static final ObjectMapper JSON = new ObjectMapper();

    TapeLine {
        pieces = List.copyOf(pieces);
    }

    /** Returns what makes a call equal to another: all that the model is told. */
    static JsonNode request(ChatRequest request, Secrets secrets) {
        ObjectNode json = JSON.createObjectNode();
        json.put("model", request.modelName());
        json.put("temperature", request.temperature());
        json.put("max_tokens", request.maxOutputTokens());
        ArrayNode messages = json.putArray("messages");
        for (ChatMessage message : request.messages()) {
            messages.addObject()
                    .put("role", message.type().name().toLowerCase(Locale.ROOT))
                    .put("text", secrets.without(text(message)));
        }
        ResponseFormat format = request.responseFormat();
        if (format != null
                && format.jsonSchema() != null
                && format.jsonSchema().rootElement() instanceof JsonRawSchema raw) {
            json.put("schema", secrets.without(raw.schema()));
        }
        return json;
    }

    private static String text(ChatMessage message) {
        if (message instanceof SystemMessage system) {
            return system.text();
        }
        if (message instanceof UserMessage user) {
            return user.singleText();
        }
        return message instanceof AiMessage model ? String.valueOf(model.text()) : message.toString();
    }

    LlmClient.Written written() {
        return new LlmClient.Written(String.join("", pieces), cutOff, tokens);
    }

    /** Returns the call as a line of JSON, without secrets; pieces that hold one together become one. */
    String json(Secrets secrets) {
        ObjectNode json = JSON.createObjectNode();
        json.set("request", request);
        String all = String.join("", pieces);
        String clean = secrets.without(all);
        ArrayNode array = json.putArray("pieces");
        (clean.equals(all) ? pieces : List.of(clean)).forEach(array::add);
        json.put("cut_off", cutOff);
        if (tokens != null) {
            json.putObject("tokens").put("in", tokens.inputTokenCount()).put("out", tokens.outputTokenCount());
        }
        if (error != null) {
            json.putObject("error").put("code", error.code()).put("message", secrets.without(error.getMessage()));
        }
        return json.toString();
    }

    /**
     * Returns the call that a line holds.
     *
     * @param where the line, for a message
     * @throws InvalidRequestException if it holds none
     */
    static TapeLine read(String line, String where) {
        JsonNode json;
        try {
            json = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw broken(where, e.getOriginalMessage());
        }
        if (!json.path("request").isObject() || !json.path("pieces").isArray()) {
            throw broken(where, "no request, or no pieces");
        }
        List<String> pieces = new ArrayList<>();
        json.path("pieces").forEach(piece -> pieces.add(piece.asText()));
        JsonNode counts = json.path("tokens");
        return new TapeLine(
                json.path("request"),
                pieces,
                json.path("cut_off").asBoolean(),
                counts.isObject() ? new TokenUsage(count(counts, "in"), count(counts, "out")) : null,
                json.path("error").isObject() ? error(json.path("error")) : null);
    }

    private static @Nullable Integer count(JsonNode counts, String name) {
        return counts.path(name).isNumber() ? counts.path(name).asInt() : null;
    }

    private static InvalidRequestException broken(String where, String why) {
        return new InvalidRequestException(
                "%s is no recorded call of a language model: %s.\nMaybe the file was cut short; record it again."
                        .formatted(where, why));
    }

    private static PolyphonyException error(JsonNode error) {
        String message = error.path("message").asText();
        return switch (error.path("code").asText()) {
            case "authentication" -> new AuthenticationException(message);
            case "content_filtered" -> new ContentFilteredException(message);
            case "invalid_request" -> new InvalidRequestException(message);
            case "model_not_found" -> new ModelNotFoundException(message);
            case "rate_limited" -> new RateLimitedException(message);
            case "timed_out" -> new TimedOutException(message);
            case "unsupported_feature" -> new UnsupportedFeatureException(message);
            default -> new ProviderUnavailableException(message);
        };
    }
}
