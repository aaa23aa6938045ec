package dev.polyphony.testkit;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of the OpenAI chat API, both ways. */
final class ChatJson {
    private static final long CREATED = 1_700_000_000L;
    private static final int CHARS_PER_TOKEN = 4;

    private ChatJson() {}

    /** @throws IllegalArgumentException if the body is no chat request */
    static ChatAsk ask(int number, Map<String, String> headers, String body) {
        JsonObject json;
        try {
            json = new JsonObject(body);
        } catch (DecodeException e) {
            throw new IllegalArgumentException("We could not parse the JSON body of your request.", e);
        }
        if (!(json.getValue("messages") instanceof JsonArray messages) || messages.isEmpty()) {
            throw new IllegalArgumentException("Missing required parameter: 'messages'.");
        }
        if (!(json.getValue("model") instanceof String model)) {
            throw new IllegalArgumentException("you must provide a model parameter");
        }
        return new ChatAsk(
                number,
                headers,
                body,
                model,
                Boolean.TRUE.equals(json.getValue("stream")),
                messages.stream().map(m -> message((JsonObject) m)).toList(),
                json.getValue("response_format") instanceof JsonObject format ? format.encode() : null,
                json.getJsonArray("tools", new JsonArray()).stream()
                        .map(t -> ((JsonObject) t).getJsonObject("function").getString("name"))
                        .toList());
    }

    private static ChatAsk.Message message(JsonObject json) {
        Object content = json.getValue("content");
        StringBuilder words = new StringBuilder();
        if (content instanceof JsonArray parts) {
            parts.forEach(part -> words.append(((JsonObject) part).getString("text", "")));
        } else if (content != null) {
            words.append(content);
        }
        return new ChatAsk.Message(json.getString("role", ""), words.toString());
    }

    static boolean wantsUsage(ChatAsk ask) {
        return new JsonObject(ask.body())
                .getJsonObject("stream_options", new JsonObject())
                .getBoolean("include_usage", false);
    }

    static String whole(ChatAsk ask, ChatReply reply) {
        JsonObject message = new JsonObject()
                .put("role", "assistant")
                .put("content", reply.calls().isEmpty() ? reply.text() : null);
        if (!reply.calls().isEmpty()) {
            JsonArray calls = new JsonArray();
            for (int i = 0; i < reply.calls().size(); i++) {
                calls.add(call(ask, i, reply.calls().get(i)));
            }
            message.put("tool_calls", calls);
        }
        return head(ask, "chat.completion")
                .put(
                        "choices",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("index", 0)
                                        .put("message", message)
                                        .putNull("logprobs")
                                        .put("finish_reason", reply.finishReason())))
                .put("usage", usage(ask, reply))
                .encode();
    }

    static String chunk(ChatAsk ask, JsonObject delta, @Nullable String finishReason) {
        return head(ask, "chat.completion.chunk")
                .put(
                        "choices",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("index", 0)
                                        .put("delta", delta)
                                        .putNull("logprobs")
                                        .put("finish_reason", finishReason)))
                .encode();
    }

    static String usageChunk(ChatAsk ask, ChatReply reply) {
        return head(ask, "chat.completion.chunk")
                .put("choices", new JsonArray())
                .put("usage", usage(ask, reply))
                .encode();
    }

    static JsonObject call(ChatAsk ask, int index, ChatReply.Call call) {
        return new JsonObject()
                .put("id", "call_%d_%d".formatted(ask.number(), index))
                .put("type", "function")
                .put("function", new JsonObject().put("name", call.name()).put("arguments", call.arguments()));
    }

    private static JsonObject head(ChatAsk ask, String object) {
        return new JsonObject()
                .put("id", "chatcmpl-" + ask.number())
                .put("object", object)
                .put("created", CREATED)
                .put("model", ask.model())
                .put("system_fingerprint", "fp_scripted");
    }

    private static JsonObject usage(ChatAsk ask, ChatReply reply) {
        int in = ask.messages().stream()
                .mapToInt(m -> tokens(m.content()).size())
                .sum();
        int out = tokens(reply.text()).size()
                + reply.calls().stream()
                        .mapToInt(c -> tokens(c.arguments()).size())
                        .sum();
        return new JsonObject()
                .put("prompt_tokens", in)
                .put("completion_tokens", out)
                .put("total_tokens", in + out);
    }

    /** Returns the text in pieces of four characters; a character beyond the BMP is never cut in two. */
    static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        for (int from = 0; from < text.length(); ) {
            int to = Math.min(text.length(), from + CHARS_PER_TOKEN);
            if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
                to++;
            }
            tokens.add(text.substring(from, to));
            from = to;
        }
        return tokens;
    }

    static String models(List<String> names) {
        JsonArray data = new JsonArray();
        names.forEach(name -> data.add(new JsonObject()
                .put("id", name)
                .put("object", "model")
                .put("created", CREATED)
                .put("owned_by", "scripted")));
        return new JsonObject().put("object", "list").put("data", data).encode();
    }

    static String error(@Nullable String code, String message) {
        return new JsonObject()
                .put(
                        "error",
                        new JsonObject()
                                .put("message", message)
                                .put("type", "invalid_request_error")
                                .putNull("param")
                                .put("code", code))
                .encode();
    }

    static String counts(LlmCounts counts) {
        return new JsonObject()
                .put("llm", counts.asked())
                .put("completed", counts.completed())
                .put("cancelled", counts.cancelled())
                .put("unscripted", counts.unscripted())
                .encode();
    }
}
