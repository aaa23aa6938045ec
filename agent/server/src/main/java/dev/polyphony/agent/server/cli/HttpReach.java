package dev.polyphony.agent.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.polyphony.tools.remote.EndpointCard;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Asks servers over HTTP, all at once, five seconds each. */
final class HttpReach implements Doctor.Reach {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /** What came of a call: an answer, or why there is none. */
    private record Reply(int status, String body, @Nullable String fault, long millis) {}

    @Override
    public Finding model(String about, String baseUrl, String model, @Nullable String key) {
        String url = baseUrl.replaceAll("/+$", "") + "/models";
        Reply reply = get(url, key).join();
        String remedy = "look at POLYPHONY_LLM_BASE_URL; for Ollama it is http://localhost:11434/v1";
        if (reply.fault() != null) {
            return Finding.broken(about, "%s can't be reached: %s".formatted(baseUrl, reply.fault()), remedy);
        }
        if (reply.status() == 401 || reply.status() == 403) {
            return Finding.broken(
                    about,
                    "%s refuses the key (%d)".formatted(baseUrl, reply.status()),
                    key == null ? "set POLYPHONY_LLM_API_KEY" : "look at POLYPHONY_LLM_API_KEY");
        }
        if (reply.status() != 200) {
            return Finding.broken(about, "%s answers %d".formatted(url, reply.status()), remedy);
        }
        List<String> models = models(reply.body());
        String words = "%s at %s, answered in %d ms".formatted(model, baseUrl, reply.millis());
        return models.isEmpty() || models.contains(model) || models.contains(model + ":latest")
                ? Finding.fine(about, words)
                : Finding.broken(
                        about,
                        "%s does not have %s".formatted(baseUrl, model),
                        "set POLYPHONY_LLM_MODEL to one that it has: "
                                + String.join(", ", models.subList(0, Math.min(5, models.size()))));
    }

    private static List<String> models(String body) {
        List<String> ids = new ArrayList<>();
        try {
            for (JsonNode model : JSON.readTree(body).path("data")) {
                ids.add(model.path("id").asText());
            }
        } catch (JsonProcessingException e) {
            return List.of();
        }
        return ids;
    }

    @Override
    public List<Finding> endpoints(List<EndpointCard> endpoints) {
        List<CompletableFuture<Finding>> asked = endpoints.stream()
                .map(endpoint -> get(endpoint.baseUrl(), null).thenApply(reply -> found(endpoint, reply)))
                .toList();
        return asked.stream().map(CompletableFuture::join).toList();
    }

    private static Finding found(EndpointCard endpoint, Reply reply) {
        String setting = "look at polyphony.remote.%s.base-url, and whether the server runs".formatted(endpoint.name());
        if (reply.fault() != null) {
            return Finding.broken(
                    endpoint.name(), "%s can't be reached: %s".formatted(endpoint.baseUrl(), reply.fault()), setting);
        }
        String served =
                "%s, %s; %s".formatted(endpoint.baseUrl(), endpoint.kind(), String.join(", ", endpoint.tools()));
        if (endpoint.tools().isEmpty()) {
            return Finding.broken(
                    endpoint.name(),
                    "%s is said to serve nothing".formatted(endpoint.baseUrl()),
                    "set polyphony.remote.%s.tools=TOOL=MODEL".formatted(endpoint.name()));
        }
        return reply.status() >= 500
                ? Finding.broken(
                        endpoint.name(), "%s answers %d".formatted(endpoint.baseUrl(), reply.status()), setting)
                : Finding.fine(
                        endpoint.name(),
                        served
                                + (endpoint.hasKey() ? "; a key is set, which was not tried" : "")
                                + "; answered in %d ms".formatted(reply.millis()));
    }

    private CompletableFuture<Reply> get(String url, @Nullable String key) {
        long begun = System.nanoTime();
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).GET();
            if (key != null) {
                request.header("Authorization", "Bearer " + key);
            }
            return client.sendAsync(request.build(), BodyHandlers.ofString()).handle((answer, error) -> {
                long millis = (System.nanoTime() - begun) / 1_000_000;
                return error == null ? reply(answer, millis) : new Reply(0, "", fault(error), millis);
            });
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedFuture(new Reply(0, "", "it is no URL", 0));
        }
    }

    private static Reply reply(HttpResponse<String> answer, long millis) {
        return new Reply(answer.statusCode(), answer.body(), null, millis);
    }

    private static String fault(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        String kind = cause.getClass().getSimpleName();
        return switch (kind) {
            case "ConnectException" -> "nobody listens there, or the name is not known";
            case "HttpTimeoutException", "HttpConnectTimeoutException" ->
                "no answer within %d s".formatted(PATIENCE.toSeconds());
            default -> kind;
        };
    }
}
