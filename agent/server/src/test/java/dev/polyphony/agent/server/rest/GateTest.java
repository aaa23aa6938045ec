package dev.polyphony.agent.server.rest;

import static dev.polyphony.agent.server.rest.Client.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyphony.agent.server.Settings;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URL;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class GateTest {
    @TestHTTPResource
    URL url;

    @Inject
    Settings settings;

    private Client client;

    @BeforeEach
    void connect() {
        client = new Client(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/tools", "/q/health", "/q/metrics", "/", "/api/v1/runs/x/events"})
    void answersToNoOtherName(String path) throws IOException {
        assertThat(statusOf(path, "evil.example")).isEqualTo(403);
        assertThat(statusOf(path, "192.168.7.7")).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "127.9.9.9:8080", "[::1]:99", "Polyphony.Example"})
    void answersToLoopbackAndConfiguredNames(String host) throws IOException {
        assertThat(statusOf("/api/v1/tools", host)).isEqualTo(200);
    }

    private int statusOf(String path, String host) throws IOException {
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.getOutputStream()
                    .write("GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                            .formatted(path, host)
                            .getBytes(StandardCharsets.US_ASCII));
            String head = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            return Integer.parseInt(head.substring(9));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "http://localhost:1", "file://"})
    void refusesPagesOfOtherOrigins(String origin) {
        RunsTest.refused(client.get("/api/v1/tools", "Origin", origin), 403, "forbidden_origin", "polyphony.origins");
    }

    @Test
    void letsItsOwnPageCall() {
        String own = url.toString().replaceAll("/$", "");
        assertThat(client.get("/api/v1/tools", "Origin", own).statusCode()).isEqualTo(200);
    }

    @Test
    void letsPagesOfConfiguredOriginsCall() {
        var answer = client.get("/api/v1/tools", "Origin", "http://friend.example");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("http://friend.example");
        var asked = client.send(client.to("/api/v1/runs")
                .headers("Origin", "http://friend.example", "Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));
        assertThat(asked.statusCode()).isEqualTo(204);
        assertThat(asked.headers().firstValue("Access-Control-Allow-Headers"))
                .get()
                .asString()
                .contains("idempotency-key");
    }

    @Test
    void refusesABodyThatSaysItIsTooLarge() {
        byte[] body = new byte[5 << 20];
        RunsTest.refused(
                client.send(client.to("/api/v1/artifacts")
                        .header("Content-Type", "multipart/form-data; boundary=x")
                        .POST(BodyPublishers.ofByteArray(body))),
                413,
                "too_large",
                "4194304");
    }

    @Test
    void refusesABodyThatGetsTooLargeAndLeavesNothingOfIt() throws IOException {
        String head = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n";
        byte[] body = (head + "a".repeat(6 << 20) + "\r\n--x--\r\n").getBytes(StandardCharsets.US_ASCII);
        var answer = client.send(client.to("/api/v1/artifacts")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
        assertThat(answer.statusCode()).isEqualTo(413);
        await().atMost(Duration.ofSeconds(20)).until(() -> leftovers().isEmpty());
    }

    private List<Path> leftovers() throws IOException {
        Path uploads = settings.home().resolve("uploads");
        if (!Files.exists(uploads)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(uploads)) {
            return files.toList();
        }
    }

    @Test
    void saysWhatIsWrongWithACallThatNobodyTakes() {
        RunsTest.refused(client.get("/api/v1/nothing"), 404, "not_found");
        RunsTest.refused(client.get("/nothing"), 404, "not_found");
        RunsTest.refused(client.send(client.to("/api/v1/tools").DELETE()), 405, "method_not_allowed");
        RunsTest.refused(client.send(client.to("/api/v1/runs/x/events").DELETE()), 405, "method_not_allowed", "GET");
        RunsTest.refused(
                client.send(client.to("/api/v1/runs")
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("x"))),
                415,
                "unsupported_media_type");
    }

    @Test
    void tellsItsHealthItsFiguresAndItsDescription() {
        client.allEvents(client.started("upper"));
        assertThat(json(client.get("/q/health/live")).get("status").asText()).isEqualTo("UP");
        assertThat(client.get("/q/health/ready").body()).contains("\"tools\": 6");
        assertThat(client.get("/q/metrics").body())
                .contains(
                        "polyphony_tasks_seconds_count",
                        "text.upper",
                        "polyphony_runs_seconds_count",
                        "polyphony_events_clients");
        assertThat(client.get("/api/v1/openapi").body())
                .contains("/api/v1/runs/{runId}/events", "/api/v1/artifacts/{artifactId}", "startRun", "WireRun");
    }

    @Test
    void listsTheTools() {
        var tools = json(client.get("/api/v1/tools"));
        assertThat(tools.at("/tools/0/name").asText()).isEqualTo("text.upper");
        assertThat(tools.get("absent")).isNotEmpty();
    }

    @Test
    void servesThePageWithItsPolicy() {
        var answer = client.get("/");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).get().asString().startsWith("text/html");
        assertThat(answer.body()).contains("<title>Polyphony</title>");
        assertThat(answer.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("default-src 'self'", "frame-ancestors 'none'");
        assertThat(client.get("/s/abc").headers().firstValue("Location")).hasValue("/#/s/abc");
    }
}
