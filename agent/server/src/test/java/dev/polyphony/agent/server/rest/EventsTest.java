package dev.polyphony.agent.server.rest;

import static dev.polyphony.agent.server.rest.Client.field;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.server.scripted.Scripted;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URL;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@Timeout(60)
class EventsTest {
    @TestHTTPResource
    URL url;

    @Inject
    Scripted scripted;

    private Client client;

    @BeforeEach
    void connect() {
        client = new Client(url);
    }

    @Test
    void sendsARunFromItsFirstEventToItsLastAndCloses() {
        List<String> lines = client.allEvents(client.started("upper speak"));
        assertThat(lines).startsWith("retry: 2000", "", "id: 1", "event: run.created");
        assertThat(field(lines, "event"))
                .contains("plan.proposed", "plan.accepted")
                .endsWith("run.completed");
        assertThat(field(lines, "data"))
                .allMatch(data -> data.startsWith("{\"seq\":") && data.endsWith("}"))
                .hasSameSizeAs(field(lines, "id"));
        assertThat(field(lines, "id")).isEqualTo(numbers(1, field(lines, "id").size()));
    }

    @Test
    void declaresAStreamThatNobodyKeeps() {
        var answer = client.send(
                client.to("/api/v1/runs/%s/events".formatted(client.started("hi"))), BodyHandlers.ofString());
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-cache, no-transform");
        assertThat(answer.headers().firstValue("X-Accel-Buffering")).hasValue("no");
    }

    @Test
    void goesOnAfterTheLastEventThatWasSeen() {
        String runId = client.started("upper");
        List<String> all = client.allEvents(runId);
        for (int seen = 1; seen <= field(all, "id").size(); seen++) {
            List<String> rest = client.allEvents(runId, "Last-Event-ID", String.valueOf(seen));
            assertThat(field(rest, "data"))
                    .isEqualTo(
                            field(all, "data").subList(seen, field(all, "data").size()));
        }
    }

    @Test
    void followsALiveRunAfterTheReplayWithoutGapOrRepetition() {
        String runId = client.started("wait upper");
        List<String> first = client.events(runId, line -> line.equals("event: task.started"));
        int seen = field(first, "id").size();
        scripted.release();
        List<String> rest = client.allEvents(runId, "Last-Event-ID", String.valueOf(seen));
        assertThat(field(rest, "id"))
                .isEqualTo(numbers(seen + 1, seen + field(rest, "id").size()));
        assertThat(field(rest, "event")).endsWith("run.completed");
    }

    @Test
    void givesSignsOfLifeWhileNothingHappens() {
        String runId = client.started("wait");
        assertThat(client.events(runId, line -> line.startsWith(":"))).last().isEqualTo(":");
        scripted.release();
        client.allEvents(runId);
    }

    @Test
    void keepsTheRunGoingWhenTheClientGoes() {
        String runId = client.started("wait");
        client.events(runId, line -> line.equals("event: task.started"));
        scripted.release();
        assertThat(field(client.allEvents(runId), "event")).endsWith("run.completed");
    }

    @Test
    void isNotHeldUpByAClientThatReadsNothing() throws IOException {
        String runId = client.started("count");
        try (Socket idle = new Socket(url.getHost(), url.getPort())) {
            idle.setReceiveBufferSize(1_024);
            idle.getOutputStream()
                    .write("GET /api/v1/runs/%s/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .formatted(runId)
                            .getBytes(StandardCharsets.US_ASCII));
            List<String> lines = client.allEvents(runId);
            assertThat(field(lines, "event")).contains("task.progress").endsWith("run.completed");
            assertThat(field(lines, "id"))
                    .isEqualTo(numbers(1, field(lines, "id").size()));
        }
    }

    @Test
    void refusesANumberThatIsNone() {
        String runId = client.started("hi");
        RunsTest.refused(
                client.get("/api/v1/runs/%s/events".formatted(runId), "Last-Event-ID", "x1"),
                400,
                "invalid_request",
                "Last-Event-ID (x1)");
    }

    private static List<String> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(Long::toString).toList();
    }
}
