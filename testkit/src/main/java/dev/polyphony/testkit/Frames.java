package dev.polyphony.testkit;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The body of a completion in the pieces in which it is written.
 *
 * @param parts in order; may be without end
 * @param perSecond how fast they follow each other; 0 for at once
 */
record Frames(Iterator<Buffer> parts, double perSecond) {
    static final String DONE = "data: [DONE]\n\n";

    static Frames of(ChatAsk ask, ChatReply reply) {
        Stream<String> texts = ask.stream() ? streamed(ask, reply) : Stream.of(whole(ask, reply));
        if (!ask.stream() && reply.ending() == ChatReply.Ending.NEVER) {
            texts = endlessBody(ask, reply);
        }
        if (!reply.drip().isZero()) {
            return new Frames(bytes(texts), 1e9 / reply.drip().toNanos());
        }
        return new Frames(texts.map(Buffer::buffer).iterator(), reply.tokensPerSecond());
    }

    private static String whole(ChatAsk ask, ChatReply reply) {
        String json = ChatJson.whole(ask, reply);
        return switch (reply.ending()) {
            case WHOLE, NEVER -> json;
            case TRUNCATED, CUT -> json.substring(0, json.length() / 2);
            case ERROR -> ChatJson.error("server_error", "The server had an error while processing your request");
        };
    }

    private static Stream<String> endlessBody(ChatAsk ask, ChatReply reply) {
        String json = ChatJson.whole(ask, reply);
        String words = new JsonArray().add(reply.text()).encode();
        String escaped = words.substring(2, words.length() - 2);
        int inside = json.indexOf("\"content\":\"") + "\"content\":\"".length();
        return Stream.concat(Stream.of(json.substring(0, inside)), Stream.generate(() -> escaped));
    }

    private static Stream<String> streamed(ChatAsk ask, ChatReply reply) {
        Stream<String> first =
                Stream.of(delta(ask, new JsonObject().put("role", "assistant").put("content", "")));
        List<String> tokens = ChatJson.tokens(reply.text());
        if (reply.ending() == ChatReply.Ending.NEVER) {
            Stream<String> forever = Stream.generate(() -> tokens).flatMap(List::stream);
            return Stream.concat(first, forever.map(token -> content(ask, token)));
        }
        if (reply.ending() != ChatReply.Ending.WHOLE) {
            Stream<String> some = tokens.stream().limit(reply.endsAfter()).map(token -> content(ask, token));
            Stream<String> error = reply.ending() == ChatReply.Ending.ERROR
                    ? Stream.of(event(ChatJson.error("server_error", "The engine has died")))
                    : Stream.of();
            return Stream.concat(first, Stream.concat(some, error));
        }
        List<String> all = new ArrayList<>();
        tokens.forEach(token -> all.add(content(ask, token)));
        for (int i = 0; i < reply.calls().size(); i++) {
            call(ask, i, reply.calls().get(i), all);
        }
        String last = event(ChatJson.chunk(ask, new JsonObject(), reply.finishReason()));
        String usage = ChatJson.wantsUsage(ask) ? event(ChatJson.usageChunk(ask, reply)) : "";
        // the closing events travel with the last token, so that the speed counts tokens alone
        all.add(last + usage + DONE);
        return Stream.concat(first, all.stream());
    }

    private static void call(ChatAsk ask, int index, ChatReply.Call call, List<String> out) {
        JsonObject opening = ChatJson.call(ask, index, new ChatReply.Call(call.name(), ""));
        out.add(calls(ask, opening.put("index", index)));
        ChatJson.tokens(call.arguments())
                .forEach(piece -> out.add(calls(
                        ask,
                        new JsonObject()
                                .put("index", index)
                                .put("function", new JsonObject().put("arguments", piece)))));
    }

    private static String calls(ChatAsk ask, JsonObject call) {
        return delta(ask, new JsonObject().put("tool_calls", new JsonArray().add(call)));
    }

    private static String content(ChatAsk ask, String token) {
        return delta(ask, new JsonObject().put("content", token));
    }

    private static String delta(ChatAsk ask, JsonObject delta) {
        return event(ChatJson.chunk(ask, delta, null));
    }

    private static String event(String json) {
        return "data: " + json + "\n\n";
    }

    private static Iterator<Buffer> bytes(Stream<String> texts) {
        return texts.map(text -> text.getBytes(StandardCharsets.UTF_8))
                .flatMap(bytes -> IntStream.range(0, bytes.length)
                        .mapToObj(i -> Buffer.buffer(1).appendByte(bytes[i])))
                .iterator();
    }
}
