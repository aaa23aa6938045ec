package dev.polyphony.agent.server.rest;

import static dev.polyphony.agent.server.rest.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.server.scripted.Scripted;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URL;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SessionsTest {
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
    void holdsItsRunsOldestFirst() {
        String session = json(client.post("/api/v1/sessions", "{\"title\": \"Holiday\"}"))
                .get("id")
                .asText();
        for (String text : new String[] {"upper", "hi"}) {
            String body = "{\"text\": \"%s\", \"sessionId\": \"%s\"}".formatted(text, session);
            client.allEvents(
                    json(client.post("/api/v1/runs", body)).get("runId").asText());
        }
        var found = json(client.get("/api/v1/sessions/" + session));
        assertThat(found.get("title").asText()).isEqualTo("Holiday");
        assertThat(found.get("runs")).hasSize(2);
        assertThat(found.at("/runs/0/text").asText()).isEqualTo("upper");
    }

    @Test
    void isFoundByItsTitleAndRenamed() {
        HttpResponse<String> made = client.post("/api/v1/sessions", "{\"title\": \"Zebra crossing\"}");
        assertThat(made.statusCode()).isEqualTo(201);
        String id = json(made).get("id").asText();
        assertThat(json(client.get("/api/v1/sessions?query=ZEBRA"))
                        .at("/sessions/0/id")
                        .asText())
                .isEqualTo(id);
        assertThat(json(patch(id, "{\"title\": \" Giraffe \"}")).get("title").asText())
                .isEqualTo("Giraffe");
        assertThat(json(client.get("/api/v1/sessions?query=zebra")).get("sessions"))
                .isEmpty();
    }

    @Test
    void isCalledUntitledWithoutATitle() {
        assertThat(json(client.post("/api/v1/sessions", "")).get("title").asText())
                .isEqualTo("Untitled");
    }

    @Test
    void isDeletedWithItsRuns() {
        var run = json(client.post("/api/v1/runs", "{\"text\": \"hi\"}"));
        client.allEvents(run.get("runId").asText());
        String path = "/api/v1/sessions/" + run.get("sessionId").asText();
        assertThat(client.send(client.to(path).DELETE()).statusCode()).isEqualTo(204);
        RunsTest.refused(client.get(path), 404, "not_found", "session");
        RunsTest.refused(client.get("/api/v1/runs/" + run.get("runId").asText()), 404, "not_found");
    }

    @Test
    void isNotDeletedWhileARunGoesOn() {
        var run = json(client.post("/api/v1/runs", "{\"text\": \"wait\"}"));
        String path = "/api/v1/sessions/" + run.get("sessionId").asText();
        RunsTest.refused(client.send(client.to(path).DELETE()), 409, "conflict", "cancel it first");
        scripted.release();
        client.allEvents(run.get("runId").asText());
    }

    @Test
    void refusesWhatIsNoTitleOrNoSession() {
        String id = json(client.post("/api/v1/sessions", "{}")).get("id").asText();
        RunsTest.refused(patch(id, "{}"), 400, "invalid_request", "title is missing");
        RunsTest.refused(patch(id, "{\"title\": \" \"}"), 400, "invalid_request", "1 to 200");
        RunsTest.refused(patch("nope", "{\"title\": \"x\"}"), 404, "not_found", "nope");
        RunsTest.refused(client.send(client.to("/api/v1/sessions/nope").DELETE()), 404, "not_found", "nope");
        RunsTest.refused(client.get("/api/v1/sessions?limit=0"), 400, "invalid_request", "limit (0)");
    }

    private HttpResponse<String> patch(String id, String json) {
        return client.send(client.to("/api/v1/sessions/" + id)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(json)));
    }
}
