package dev.polyphony.planners.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.polyphony.agent.ProviderUnavailableException;
import java.io.ByteArrayOutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One call of an endpoint, as LangChain4j's client makes it: within a deadline that covers the last byte, interruptible from
 * the first moment to the end, limited in size, and strict about answers that are none. Everything happens on the calling
 * thread; the key is put in here and nowhere else. Used once.
 */
final class Exchange implements HttpClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MAX_BYTES = 8L << 20;

    private final java.net.http.HttpClient http;
    private final LlmSettings settings;
    private final Refusal refusal;
    private final long deadline;
    private String last = "";
    private boolean stopped;
    private boolean done;

    Exchange(java.net.http.HttpClient http, LlmSettings settings) {
        this.http = http;
        this.settings = settings;
        this.refusal = new Refusal(settings);
        this.deadline = System.nanoTime() + settings.timeout().toNanos();
    }

    /** Wants no more events; the connection is closed when the present event has been dealt with. */
    void stop() {
        stopped = true;
    }

    /** Returns true if a stream came to its proper end. */
    boolean done() {
        return done;
    }

    /** Returns what it means that LangChain4j could not read the answer: the event that came last, if it was a stream. */
    ProviderUnavailableException unreadable() {
        return refusal.noAnswer(last.isEmpty() ? null : "an event", last);
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        HttpResponse<Pump> response = open(request);
        String body = refuse(response);
        JsonNode json = parse(body);
        if (json == null || json.hasNonNull("error") || !json.path("choices").isArray()) {
            throw refusal.noAnswer(contentType(response), body);
        }
        return success(response, body);
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        HttpResponse<Pump> response = open(request);
        if (!contentType(response).startsWith("text/event-stream")) {
            inOnePiece(contentType(response), refuse(response), listener);
            return;
        }
        if (response.statusCode() != 200) {
            refuse(response);
        }
        listener.onOpen(success(response, ""));
        EventLines events = new EventLines();
        try {
            for (ByteBuffer bytes = next(response.body()); bytes != null; bytes = next(response.body())) {
                for (String data : events.take(bytes)) {
                    handOn(data, listener);
                    if (stopped) {
                        return;
                    }
                }
            }
        } finally {
            response.body().cancel();
        }
        listener.onClose();
    }

    /** Takes a whole completion for the stream that was asked for: some endpoints know no other. */
    private void inOnePiece(String contentType, String body, ServerSentEventListener listener) {
        if (!(parse(body) instanceof ObjectNode json) || !json.path("choices").isArray() || json.hasNonNull("error")) {
            throw refusal.noAnswer(contentType, body);
        }
        for (JsonNode choice : json.path("choices")) {
            if (choice instanceof ObjectNode object && object.has("message")) {
                object.set("delta", object.remove("message"));
            }
        }
        handOn(json.toString(), listener);
        done = true;
        listener.onClose();
    }

    private void handOn(String data, ServerSentEventListener listener) {
        if (data.equals("[DONE]")) {
            done = true;
            return;
        }
        last = data;
        if (isNoAnswer(data)) {
            throw refusal.noAnswer("an event", data);
        }
        listener.onEvent(new ServerSentEvent(null, data));
    }

    /** An event is a few characters of an answer, and there are hundreds: it is not parsed here and by LangChain4j again. */
    private static boolean isNoAnswer(String data) {
        if (!data.startsWith("{")) {
            return parse(data) == null;
        }
        if (!data.contains("\"error\"")) {
            return false;
        }
        JsonNode json = parse(data);
        return json == null || json.hasNonNull("error");
    }

    private HttpResponse<Pump> open(HttpRequest request) {
        var builder = java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
                .timeout(settings.timeout())
                .POST(BodyPublishers.ofString(request.body()));
        request.headers().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        if (settings.apiKey() != null) {
            builder.setHeader("Authorization", "Bearer " + settings.apiKey());
        }
        CompletableFuture<HttpResponse<Pump>> answer = http.sendAsync(builder.build(), info -> new Pump(MAX_BYTES));
        try {
            return answer.get(left(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw refusal.interrupted();
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw refusal.tooSlow();
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        }
    }

    private RuntimeException failure(Throwable cause) {
        if (cause instanceof HttpConnectTimeoutException
                || cause instanceof ConnectException
                || cause.getCause() instanceof UnresolvedAddressException) {
            return refusal.unreachable(cause);
        }
        if (cause instanceof java.net.http.HttpTimeoutException) {
            return refusal.tooSlow();
        }
        return cause instanceof Pump.TooLong ? refusal.tooLong(MAX_BYTES) : refusal.broken(cause);
    }

    /** Returns the whole body of a good answer. */
    private String refuse(HttpResponse<Pump> response) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            for (ByteBuffer bytes = next(response.body()); bytes != null; bytes = next(response.body())) {
                byte[] some = new byte[bytes.remaining()];
                bytes.get(some);
                all.writeBytes(some);
            }
        } finally {
            response.body().cancel();
        }
        String body = all.toString(StandardCharsets.UTF_8);
        if (response.statusCode() / 100 != 2) {
            throw refusal.of(response.statusCode(), response.headers(), body);
        }
        return body;
    }

    /** Returns what came next; null at the end. */
    private @Nullable ByteBuffer next(Pump body) {
        Pump.Part part;
        try {
            part = body.next(left());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refusal.interrupted();
        }
        if (part == null) {
            throw refusal.tooSlow();
        }
        Throwable error = part.error();
        if (error != null) {
            throw failure(error);
        }
        return part.bytes();
    }

    private long left() {
        return Math.max(0, deadline - System.nanoTime());
    }

    private static String contentType(HttpResponse<?> response) {
        return response.headers().firstValue("content-type").orElse("");
    }

    private static SuccessfulHttpResponse success(HttpResponse<?> response, String body) {
        return SuccessfulHttpResponse.builder()
                .statusCode(response.statusCode())
                .headers(response.headers().map())
                .body(body)
                .build();
    }

    private static @Nullable JsonNode parse(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            return json.isObject() ? json : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
