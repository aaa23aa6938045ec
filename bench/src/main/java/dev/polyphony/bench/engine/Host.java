package dev.polyphony.bench.engine;

import dev.polyphony.agent.engine.Workers;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One system behind HTTP in a JVM of its own, so that who asks does not share its memory and its threads: {@code POST /} with
 * the words of a request is answered once the request is, {@code GET /count} tells how often tools were called. Requests are served on virtual threads where the JDK has them.
 */
public final class Host {
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final ExecutorService workers = Workers.create();
    private final Contender contender;

    private Host(Contender contender) {
        this.contender = contender;
    }

    /** Starts the system of a name, prints where it is, and ends when the standard input does. */
    public static void main(String... args) throws Exception {
        Contender contender = contender(args[0], args[1], Path.of(args[2]));
        Host host = new Host(contender);
        int port = host.vertx
                .createHttpServer()
                .requestHandler(host::take)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .actualPort();
        System.out.println("http://127.0.0.1:" + port + "/");
        MockTools.untilInputEnds();
        host.vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        host.workers.shutdownNow();
        contender.close();
        System.exit(0);
    }

    private static Contender contender(String name, String model, Path scratch) throws Exception {
        return switch (name) {
            case "polyphony" -> new PolyphonyContender(model, scratch);
            case "aiservices-concurrent" -> AiServicesContender.concurrent(model);
            default -> throw new IllegalArgumentException("there is no system \"%s\"".formatted(name));
        };
    }

    private void take(HttpServerRequest request) {
        if (request.method() == HttpMethod.GET) {
            count(request);
            return;
        }
        Context context = vertx.getOrCreateContext();
        request.bodyHandler(body -> workers.execute(() -> {
            String failure = serve(body.toString());
            context.runOnContext(v -> request.response()
                    .setStatusCode(failure == null ? 200 : 500)
                    .end(failure == null ? "done" : failure));
        }));
    }

    private void count(HttpServerRequest request) {
        try {
            request.response()
                    .end(new JsonObject().put("tool", contender.toolCalls()).encode());
        } catch (IOException | InterruptedException e) {
            request.response().setStatusCode(500).end(e.toString());
        }
    }

    private @Nullable String serve(String words) {
        try {
            contender.serve(Marker.in(words).orElseThrow(), words);
            return null;
        } catch (Exception e) {
            return e.toString();
        }
    }
}
