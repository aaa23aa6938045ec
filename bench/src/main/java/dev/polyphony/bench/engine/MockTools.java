package dev.polyphony.bench.engine;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Model endpoints of set latency, in a JVM of their own. The first part of a path names one; each answers every POST as the
 * summary endpoint of Hugging Face does, no two alike. {@code GET /set?name=a&millis=50&stuck=0.02&stuckMillis=5000} says how
 * long an endpoint takes, {@code GET /count} what was asked since the last count, {@code GET /aborts} when clients went away
 * before their answer. Under {@code models} it is the model server of JARVIS as well, if it is given that project's list of
 * models. All in one event loop.
 */
public final class MockTools {
    private record Latency(long millis, double stuck, long stuckMillis) {}

    private static final String MODELS = "/models/";
    private static final Latency NONE = new Latency(0, 0, 0);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Random random = new Random(7);
    private final Map<String, Latency> latencies = new HashMap<>();
    private JsonArray aborts = new JsonArray();
    private long calls;
    private long done;
    private long open;
    private long number;

    private final Map<String, String> tasks;

    private MockTools(Map<String, String> tasks) {
        this.tasks = tasks;
    }

    /** Starts the endpoints, prints where they are, and ends when the standard input does. */
    public static void main(String... args) throws Exception {
        MockTools tools = new MockTools(args.length == 0 ? Map.of() : tasks(Path.of(args[0])));
        int port = tools.listen();
        System.out.println("http://127.0.0.1:" + port + "/");
        untilInputEnds();
        tools.vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /** Returns the task of each model in JARVIS's list. */
    private static Map<String, String> tasks(Path models) throws IOException {
        ObjectMapper json = JsonMapper.builder()
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .build();
        Map<String, String> tasks = new HashMap<>();
        for (String line : Files.readAllLines(models)) {
            JsonNode model = json.readTree(line);
            tasks.put(model.path("id").asText(), model.path("task").asText());
        }
        return tasks;
    }

    static void untilInputEnds() throws IOException {
        System.in.transferTo(OutputStream.nullOutputStream());
    }

    private int listen() throws Exception {
        return vertx.createHttpServer()
                .requestHandler(this::route)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .actualPort();
    }

    private void route(HttpServerRequest request) {
        if (request.method() == HttpMethod.POST) {
            request.endHandler(end -> call(request));
            return;
        }
        switch (request.path()) {
            case "/set" -> {
                latencies.put(
                        request.getParam("name"),
                        new Latency(
                                Long.parseLong(request.getParam("millis")),
                                Double.parseDouble(request.getParam("stuck", "0")),
                                Long.parseLong(request.getParam("stuckMillis", "0"))));
                answer(request, new JsonObject().encode());
            }
            case "/count" -> {
                answer(
                        request,
                        new JsonObject()
                                .put("tool", calls)
                                .put("done", done)
                                .put("open", open)
                                .encode());
                calls = 0;
                done = 0;
            }
            case "/aborts" -> {
                answer(request, aborts.encode());
                aborts = new JsonArray();
            }
            case "/running" -> answer(request, "{\"running\":true}");
            default -> {
                boolean status = request.path().startsWith("/status/");
                answer(request, new JsonObject().put("loaded", status).encode());
            }
        }
    }

    private void call(HttpServerRequest request) {
        calls++;
        open++;
        Latency latency = latencies.getOrDefault(request.path().split("/")[1], NONE);
        boolean stuck = latency.stuck() > 0 && random.nextDouble() < latency.stuck();
        long millis = stuck ? latency.stuckMillis() : latency.millis();
        if (millis == 0) {
            end(request);
            return;
        }
        long timer = vertx.setTimer(millis, t -> end(request));
        request.response().closeHandler(closed -> {
            if (vertx.cancelTimer(timer)) {
                open--;
                aborts.add(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
            }
        });
    }

    private void end(HttpServerRequest request) {
        open--;
        done++;
        number++;
        answer(request, result(request.path()));
    }

    private String result(String path) {
        if (!path.startsWith(MODELS)) {
            return new JsonArray()
                    .add(new JsonObject().put("summary_text", "part " + number))
                    .encode();
        }
        return switch (tasks.getOrDefault(path.substring(MODELS.length()), "")) {
            case "text-to-image", "depth-estimation" ->
                new JsonObject().put("path", "/images/%d.png".formatted(number)).encode();
            case "image-to-text" ->
                new JsonObject().put("generated text", "two cars in a street").encode();
            case "text-to-speech" ->
                new JsonObject().put("path", "/audios/%d.wav".formatted(number)).encode();
            default ->
                new JsonArray()
                        .add(new JsonObject().put("label", "street").put("score", 0.9))
                        .encode();
        };
    }

    private static void answer(HttpServerRequest request, String json) {
        request.response().putHeader("Content-Type", "application/json").end(json);
    }
}
