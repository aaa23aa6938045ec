package dev.polyphony.agent.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.Polyphony;
import dev.polyphony.agent.JournalEntry;
import dev.polyphony.agent.RunState;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged server is told to stop (SIGTERM) while a run waits for a language model that is silent. */
@Timeout(180)
class ShutdownIT {
    private static final Pattern RUN_ID = Pattern.compile("\"runId\":\"([^\"]+)\"");

    private static final String ANSWER = """
            HTTP/1.1 200 OK\r
            Content-Type: text/event-stream\r
            Connection: close\r
            \r
            data: {"choices": [{"index": 0, "delta": {"content": "{\\"tasks\\": [], \\"answer\\": \\"Hello.\\"}"}, "finish_reason": "stop"}]}

            data: [DONE]

            """;

    @TempDir
    Path home;

    private ServerSocket silent;

    @BeforeEach
    void listen() throws IOException {
        silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        silent.close();
    }

    private PackagedServer start(String drain) throws IOException {
        return PackagedServer.start(
                home,
                Map.of(
                        "POLYPHONY_LLM_BASE_URL",
                        "http://127.0.0.1:%d/v1".formatted(silent.getLocalPort()),
                        "POLYPHONY_LLM_MODEL",
                        "silent",
                        "POLYPHONY_WARM_UP",
                        "false",
                        "POLYPHONY_DRAIN",
                        drain));
    }

    private static String ask(PackagedServer server) throws IOException, InterruptedException {
        String answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.address() + "/api/v1/runs"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"text\": \"hello\"}"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        Matcher id = RUN_ID.matcher(answer);
        assertThat(id.find()).as(answer).isTrue();
        return id.group(1);
    }

    private static void readToTheEnd(Socket connection) throws IOException {
        InputStream in = connection.getInputStream();
        byte[] some = new byte[8_192];
        while (in.read(some) >= 0) {
            // It was closed by the other side once nothing more comes.
        }
    }

    @Test
    void marksARunAsInterruptedAndClosesItsConnections() throws IOException, InterruptedException {
        PackagedServer server = start("0s");
        try {
            String runId = ask(server);
            try (Socket connection = silent.accept()) {
                server.process().destroy();
                readToTheEnd(connection);
            }
            assertThat(server.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(server.process().exitValue()).isZero();
            Instant stopped = Instant.now();
            try (Polyphony agent = Polyphony.builder().home(home).build()) {
                assertThat(agent.journal().run(runId).orElseThrow().state()).isEqualTo(RunState.INTERRUPTED);
                List<JournalEntry> entries = agent.journal().read(runId, 0, 100);
                assertThat(entries.get(entries.size() - 1).at())
                        .as("written by the server that stopped, not by the next program")
                        .isBefore(stopped);
            }
        } finally {
            server.process().destroyForcibly();
        }
    }

    @Test
    void letsARunEndWhereThatIsSet() throws IOException, InterruptedException {
        PackagedServer server = start("60s");
        try {
            String runId = ask(server);
            try (Socket connection = silent.accept()) {
                server.process().destroy();
                assertThat(server.process().waitFor(1, TimeUnit.SECONDS)).isFalse();
                connection.getOutputStream().write(ANSWER.getBytes(StandardCharsets.UTF_8));
            }
            assertThat(server.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
            try (Polyphony agent = Polyphony.builder().home(home).build()) {
                assertThat(agent.journal().run(runId).orElseThrow().state())
                        .as("%s", agent.journal().read(runId, 0, 100))
                        .isEqualTo(RunState.COMPLETED);
            }
        } finally {
            server.process().destroyForcibly();
        }
    }
}
