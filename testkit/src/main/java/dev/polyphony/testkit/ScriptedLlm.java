package dev.polyphony.testkit;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A server on loopback that speaks the OpenAI chat API and says what it is told to: {@code POST /v1/chat/completions}, in one
 * piece or as server-sent events, and {@code GET /v1/models}. It can be late, slow, wrong, cut off and endless, and it notes
 * what it was asked and whether the client waited for the answer. Thread-safe.
 *
 * <pre>{@code
 * try (ScriptedLlm llm = ScriptedLlm.start()) {
 *     llm.next(Reply.rateLimited("7"));                                  // the first request, whatever it is
 *     llm.when(ask -> ask.user().contains("horse")).reply(Reply.text("No horse here.").at(30));
 *     llm.otherwise(Reply.text("{}"));
 *     … llm.baseUrl() …
 *     assertThat(llm.lastAsked().wantsSchema()).isTrue();
 * }
 * }</pre>
 */
public final class ScriptedLlm implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx;
    private final int port;
    private final Deque<Reply> queue = new ArrayDeque<>();
    private final List<Rule> rules = new ArrayList<>();
    private final List<ChatAsk> asked = new ArrayList<>();
    private List<String> models = List.of();
    private @Nullable String key;
    private @Nullable Reply otherwise;
    private boolean schemaRefused;
    private int kept = Integer.MAX_VALUE;
    private int number;
    private LlmCounts counts = LlmCounts.NONE;

    private record Rule(Predicate<ChatAsk> when, Function<ChatAsk, Reply> reply) {}

    private ScriptedLlm(int wanted) {
        FileSystemOptions files =
                new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(files));
        // As endpoints without TLS do: an upgrade to HTTP/2 would put all calls of a client on one connection,
        // which has room for a hundred.
        HttpServer server = vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                .requestHandler(this::route);
        this.port = await(server.listen(wanted, InetAddress.getLoopbackAddress().getHostAddress())
                        .toCompletionStage())
                .actualPort();
    }

    /** Returns a server that listens on a port of its own; it has no replies yet. */
    public static ScriptedLlm start() {
        return new ScriptedLlm(0);
    }

    /** Returns a server that listens on this port. */
    public static ScriptedLlm start(int port) {
        return new ScriptedLlm(port);
    }

    /** Returns a base URL that refuses connections. */
    public static String nowhere() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return url(socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String url(int port) {
        return "http://%s:%d/v1".formatted(InetAddress.getLoopbackAddress().getHostAddress(), port);
    }

    /** Returns where clients find it, with {@code /v1} at the end. After {@link #close} connections are refused there. */
    public String baseUrl() {
        return url(port);
    }

    /** Gives these replies to the next requests, one each, before any rule is looked at. */
    public synchronized ScriptedLlm next(Reply... replies) {
        queue.addAll(List.of(replies));
        return this;
    }

    /** Begins a rule; the first rule that holds gives the reply. */
    public When when(Predicate<ChatAsk> asked) {
        return reply -> {
            synchronized (this) {
                rules.add(new Rule(asked, reply));
            }
            return this;
        };
    }

    /** A rule whose reply is still to be given. */
    @FunctionalInterface
    public interface When {
        /** Ends the rule with a reply made from the request; it must not block. */
        ScriptedLlm reply(Function<ChatAsk, Reply> reply);

        /** Ends the rule. */
        default ScriptedLlm reply(Reply reply) {
            return reply(ask -> reply);
        }
    }

    /** Gives this reply where no rule holds; without it such a request gets a 500 that says so. */
    public synchronized ScriptedLlm otherwise(Reply reply) {
        otherwise = reply;
        return this;
    }

    /** Refuses every request that does not bear this key, with 401. */
    public synchronized ScriptedLlm requiresKey(String newKey) {
        key = newKey;
        return this;
    }

    /** Names the models that there are; another one gets 404. Any model will do if nothing is named. */
    public synchronized ScriptedLlm serves(String... names) {
        models = List.of(names);
        return this;
    }

    /** Refuses {@code response_format} of the type {@code json_schema} with 400, as older servers do. */
    public synchronized ScriptedLlm refusesSchemas() {
        schemaRefused = true;
        return this;
    }

    /** Keeps no more than the last few requests in mind, for a server that is asked very often. */
    public synchronized ScriptedLlm keeping(int most) {
        kept = most;
        return this;
    }

    /** Returns all that was asked, in order, what was refused included; see {@link #keeping}. */
    public synchronized List<ChatAsk> asked() {
        return List.copyOf(asked);
    }

    /** Returns what was asked last. */
    public synchronized ChatAsk lastAsked() {
        return asked.get(asked.size() - 1);
    }

    /** Returns what was seen so far; also at {@code GET /count}, which begins anew afterwards. */
    public synchronized LlmCounts counts() {
        return counts;
    }

    /** Waits until the counts are as they should be; fails with an {@link AssertionError} after 20 seconds. */
    public synchronized void await(Predicate<LlmCounts> condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.test(counts)) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("not within %s; so far %s".formatted(PATIENCE, counts));
            }
            wait(left);
        }
    }

    private void route(HttpServerRequest request) {
        String path = request.path();
        if (request.method() == HttpMethod.POST && path.endsWith("/chat/completions")) {
            request.bodyHandler(body -> chat(request, body.toString()));
        } else if (request.method() == HttpMethod.GET && path.endsWith("/models")) {
            json(request, 200, ChatJson.models(served()));
        } else if (request.method() == HttpMethod.GET && path.equals("/count")) {
            json(request, 200, ChatJson.counts(takeCounts()));
        } else {
            json(request, 404, "{\"detail\":\"Not Found\"}");
        }
    }

    private void chat(HttpServerRequest request, String body) {
        Map<String, String> headers = new LinkedHashMap<>();
        request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        ReplyWriter writer =
                new ReplyWriter(vertx, request, cancelled -> count(0, cancelled ? 0 : 1, cancelled ? 1 : 0, 0));
        ChatAsk ask;
        Reply reply;
        try {
            ask = note(headers, body);
            reply = replyTo(ask);
        } catch (IllegalArgumentException e) {
            json(request, 400, ChatJson.error(null, String.valueOf(e.getMessage())));
            return;
        }
        writer.write(ask, reply);
    }

    private synchronized ChatAsk note(Map<String, String> headers, String body) {
        ChatAsk ask = ChatJson.ask(++number, headers, body);
        asked.add(ask);
        if (asked.size() > kept) {
            asked.remove(0);
        }
        count(1, 0, 0, 0);
        return ask;
    }

    private synchronized Reply replyTo(ChatAsk ask) {
        if (key != null && !("Bearer " + key).equals(ask.headers().get("authorization"))) {
            return Reply.error(401, "invalid_api_key", "Incorrect API key provided.");
        }
        if (!models.isEmpty() && !models.contains(ask.model())) {
            return Reply.error(404, "model_not_found", "The model `%s` does not exist".formatted(ask.model()));
        }
        if (schemaRefused && ask.wantsSchema()) {
            return Reply.error(
                    400,
                    "unsupported_value",
                    "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.");
        }
        Reply queued = queue.poll();
        if (queued != null) {
            return queued;
        }
        for (Rule rule : rules) {
            if (rule.when().test(ask)) {
                return rule.reply().apply(ask);
            }
        }
        if (otherwise != null) {
            return otherwise;
        }
        count(0, 0, 0, 1);
        return Reply.error(500, "unscripted", "no reply is scripted for this request");
    }

    private synchronized void count(int newAsked, int completed, int cancelled, int unscripted) {
        counts = counts.plus(newAsked, completed, cancelled, unscripted);
        notifyAll();
    }

    private synchronized LlmCounts takeCounts() {
        LlmCounts seen = counts;
        counts = LlmCounts.NONE;
        return seen;
    }

    private synchronized List<String> served() {
        return models.isEmpty() ? List.of("scripted") : models;
    }

    private static void json(HttpServerRequest request, int status, String body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body);
    }

    /** Stops it: open connections are closed, new ones are refused. */
    @Override
    public void close() {
        await(vertx.close().toCompletionStage());
    }

    private static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the scripted server did not start or stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
