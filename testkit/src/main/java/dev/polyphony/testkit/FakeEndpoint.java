package dev.polyphony.testkit;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A model endpoint on loopback that answers as it is told, well or badly, and notes what it was asked. Thread-safe.
 *
 * <pre>{@code
 * try (FakeEndpoint endpoint = FakeEndpoint.start()) {
 *     endpoint.on("POST /generate", EndpointAnswer.bytes("image/png", png));
 *     … endpoint.baseUrl() …
 *     assertThat(endpoint.asked("POST /generate")).hasSize(1);
 * }
 * }</pre>
 */
public final class FakeEndpoint implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx;
    private final int port;
    private final Map<String, Function<EndpointAsk, EndpointAnswer>> routes = new LinkedHashMap<>();
    private final List<EndpointAsk> asked = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private int open;

    private FakeEndpoint() {
        FileSystemOptions files =
                new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(files));
        HttpServer server = vertx.createHttpServer()
                .connectionHandler(connection -> {
                    connections.incrementAndGet();
                    opened(1);
                    connection.closeHandler(closed -> opened(-1));
                })
                .requestHandler(this::receive);
        port = await(server.listen(0, InetAddress.getLoopbackAddress().getHostAddress())
                        .toCompletionStage())
                .actualPort();
    }

    /** Returns an endpoint that listens on a port of its own and answers 404 to everything. */
    public static FakeEndpoint start() {
        return new FakeEndpoint();
    }

    /** Returns its port. */
    public int port() {
        return port;
    }

    /** Returns where clients find it, without a slash at the end. */
    public String baseUrl() {
        return "http://%s:%d".formatted(InetAddress.getLoopbackAddress().getHostAddress(), port);
    }

    /**
     * Answers requests of a method and path, as {@code POST /generate}; a path that ends with {@code *} stands for all that
     * begin so, and the route that was given last is looked at first.
     *
     * @param answers one for each request in turn; the last one is for all that follow
     */
    public FakeEndpoint on(String route, EndpointAnswer... answers) {
        AtomicInteger next = new AtomicInteger();
        return on(route, ask -> answers[Math.min(next.getAndIncrement(), answers.length - 1)]);
    }

    /** Answers requests of a method and path with what is made of each. */
    public synchronized FakeEndpoint on(String route, Function<EndpointAsk, EndpointAnswer> answer) {
        routes.remove(route);
        routes.put(route, answer);
        return this;
    }

    /** Returns what it was asked, in order. */
    public synchronized List<EndpointAsk> asked() {
        return List.copyOf(asked);
    }

    /** Returns what it was asked by a method and path, as in {@link #on}. */
    public List<EndpointAsk> asked(String route) {
        return asked().stream().filter(ask -> fits(route, ask)).toList();
    }

    /** Returns how many connections were made to it. */
    public int connections() {
        return connections.get();
    }

    private synchronized void opened(int more) {
        open += more;
        notifyAll();
    }

    /** Waits until so many connections are open; fails with an {@link AssertionError} after 20 seconds. */
    public synchronized void awaitOpen(int wanted) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (open != wanted) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("%d connections are open after %s, not %d".formatted(open, PATIENCE, wanted));
            }
            wait(left);
        }
    }

    /** Waits until what it was asked is as it should be; fails with an {@link AssertionError} after 20 seconds. */
    public synchronized void await(Predicate<List<EndpointAsk>> condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.test(asked)) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("not within %s; so far %s".formatted(PATIENCE, asked));
            }
            wait(left);
        }
    }

    private static boolean fits(String route, EndpointAsk ask) {
        String path = ask.method() + " " + ask.uri();
        return route.endsWith("*")
                ? path.startsWith(route.substring(0, route.length() - 1))
                : path.equals(route) || path.startsWith(route + "?");
    }

    private void receive(HttpServerRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        request.bodyHandler(body -> {
            EndpointAsk ask = new EndpointAsk(
                    request.method().name(),
                    request.uri(),
                    headers,
                    new String(body.getBytes(), StandardCharsets.ISO_8859_1));
            new EndpointWriter(vertx, request).write(answer(ask));
        });
    }

    private synchronized EndpointAnswer answer(EndpointAsk ask) {
        asked.add(ask);
        notifyAll();
        Function<EndpointAsk, EndpointAnswer> found = unknown -> EndpointAnswer.json(404, "{\"detail\":\"Not Found\"}");
        for (Map.Entry<String, Function<EndpointAsk, EndpointAnswer>> route : routes.entrySet()) {
            if (fits(route.getKey(), ask)) {
                found = route.getValue();
            }
        }
        return found.apply(ask);
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
            throw new IllegalStateException("the fake endpoint did not start or stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
