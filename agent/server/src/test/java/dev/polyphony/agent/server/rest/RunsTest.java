package dev.polyphony.agent.server.rest;

import static dev.polyphony.agent.server.rest.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.server.rest.Client.Part;
import dev.polyphony.agent.server.scripted.Scripted;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.awt.Color;
import java.net.URL;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RunsTest {
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
    void startsARunAndTellsWhereItIs() {
        HttpResponse<String> answer = client.post("/api/v1/runs", "{\"text\": \"upper\", \"unknown\": 1}");
        assertThat(answer.statusCode()).isEqualTo(202);
        String runId = json(answer).get("runId").asText();
        assertThat(answer.headers().firstValue("Location")).get().asString().endsWith("/api/v1/runs/" + runId);
        client.allEvents(runId);
        var run = json(client.get("/api/v1/runs/" + runId));
        assertThat(run.get("state").asText()).isEqualTo("COMPLETED");
        assertThat(run.get("sessionId")).isEqualTo(json(answer).get("sessionId"));
        assertThat(run.get("answer").asText()).contains("SOME WORDS");
    }

    @Test
    void takesARequestWithItsFiles() {
        String picture = new String(Scripted.picture(40, 30, Color.BLUE), StandardCharsets.ISO_8859_1);
        HttpResponse<String> answer = client.form(
                "/api/v1/runs", new Part("text", "", "mark"), new Part("file", "C:\\photos\\sea.png", picture));
        assertThat(answer.statusCode()).isEqualTo(202);
        String runId = json(answer).get("runId").asText();
        client.allEvents(runId);
        var run = json(client.get("/api/v1/runs/" + runId));
        assertThat(run.at("/attachments/0/label").asText()).isEqualTo("sea.png");
        assertThat(run.get("answer").asText()).contains("![picture with a frame](artifact:");
    }

    @Test
    void takesARequestWhoseFilesWereUploadedBefore() {
        String id = client.uploaded(Scripted.picture(20, 20, Color.GREEN), "grass.png");
        HttpResponse<String> answer =
                client.post("/api/v1/runs", "{\"text\": \"mark\", \"attachments\": [\"%s\"]}".formatted(id));
        assertThat(Client.field(client.allEvents(json(answer).get("runId").asText()), "event"))
                .contains("artifact.created")
                .endsWith("run.completed");
    }

    @Test
    void refusesAnEmptyRequest() {
        refused(client.post("/api/v1/runs", "{}"), 400, "invalid_request", "empty");
        refused(client.post("/api/v1/runs", ""), 400, "invalid_request", "empty");
        refused(client.form("/api/v1/runs", new Part("text", "", " ")), 400, "invalid_request", "empty");
    }

    @Test
    void refusesABodyThatIsNoRequest() {
        refused(client.post("/api/v1/runs", "{\"text\": "), 400, "invalid_request", "not readable");
        refused(
                client.post("/api/v1/runs", "[]"),
                400,
                "invalid_request",
                "Request is not readable: a value of the kind array does not fit");
        refused(
                client.post("/api/v1/runs", "{\"text\": \"x\", \"sessionId\": \"../x\"}"),
                400,
                "invalid_request",
                "sessionId");
        refused(client.post("/api/v1/runs", "{\"text\": \"x\", \"mode\": \"magic\"}"), 400, "invalid_request", "magic");
    }

    @Test
    void takesModesAndRefusesEndToEndWithoutAModel() {
        refused(
                client.post("/api/v1/runs", "{\"text\": \"x\", \"mode\": \"end-to-end\"}"),
                422,
                "unsupported_feature",
                "any-to-any");
        HttpResponse<String> answer = client.post("/api/v1/runs", "{\"text\": \"upper\", \"mode\": \"auto\"}");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(String.join("\n", client.allEvents(json(answer).get("runId").asText())))
                .contains("\"mode\":\"auto\"", "\"code\":\"MODE\"", "auto chose mode");
        assertThat(client.get("/api/v1/tools").body()).contains("\"modes\":[\"tools\",\"auto\"]");
    }

    @Test
    void refusesAnAttachmentThatNobodyUploaded() {
        refused(
                client.post("/api/v1/runs", "{\"attachments\": [\"../../etc/passwd\"]}"),
                400,
                "invalid_request",
                "there is no artifact");
    }

    @Test
    void refusesAFileThatIsNone() {
        refused(
                client.form("/api/v1/runs", new Part("text", "", "mark"), new Part("file", "a.png", "")),
                400,
                "invalid_request",
                "a.png");
    }

    @Test
    void refusesAJsonBodyThatIsTooLong() {
        refused(
                client.post("/api/v1/runs", "{\"text\": \"%s\"}".formatted("x".repeat(1 << 20))),
                413,
                "too_large",
                "1048576");
    }

    @Test
    void answersARepeatedCallWithTheFirstRun() {
        var first = client.post("/api/v1/runs", "{\"text\": \"upper\"}", "Idempotency-Key", "key-1");
        var again = client.post("/api/v1/runs", "{\"text\":  \"upper\"}", "Idempotency-Key", "key-1");
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(json(again)).isEqualTo(json(first));
        refused(
                client.post("/api/v1/runs", "{\"text\": \"other\"}", "Idempotency-Key", "key-1"),
                422,
                "idempotency_key_reused",
                "key-1");
    }

    @Test
    void forgetsTheKeyOfACallThatFailed() {
        refused(client.post("/api/v1/runs", "{}", "Idempotency-Key", "key-2"), 400, "invalid_request", "empty");
        assertThat(client.post("/api/v1/runs", "{\"text\": \"upper\"}", "Idempotency-Key", "key-2")
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void refusesASecondRunWhileTheSessionHasALiveOne() {
        var first = json(client.post("/api/v1/runs", "{\"text\": \"wait\"}"));
        String body = "{\"text\": \"upper\", \"sessionId\": \"%s\"}"
                .formatted(first.get("sessionId").asText());
        refused(
                client.post("/api/v1/runs", body),
                409,
                "conflict",
                first.get("runId").asText());
        scripted.release();
        client.allEvents(first.get("runId").asText());
        assertThat(client.post("/api/v1/runs", body).statusCode()).isEqualTo(202);
    }

    @Test
    void cancelsARunOnceOrMoreOften() {
        String runId = client.started("wait");
        client.events(runId, line -> line.equals("event: task.started"));
        assertThat(cancel(runId)).isEqualTo(202);
        assertThat(cancel(runId)).isEqualTo(202);
        assertThat(Client.field(client.allEvents(runId), "event")).endsWith("task.cancelled", "run.cancelled");
        assertThat(cancel(runId)).isEqualTo(202);
        assertThat(json(client.get("/api/v1/runs/" + runId)).get("state").asText())
                .isEqualTo("CANCELLED");
    }

    private int cancel(String runId) {
        return client.post("/api/v1/runs/%s/cancel".formatted(runId), "").statusCode();
    }

    @Test
    void saysThatThereIsNoSuchRun() {
        refused(client.get("/api/v1/runs/nope"), 404, "not_found", "nope");
        refused(client.post("/api/v1/runs/nope/cancel", ""), 404, "not_found", "nope");
        refused(client.get("/api/v1/runs/nope/events"), 404, "not_found", "nope");
    }

    @Test
    void plansWithoutRunning() {
        var proposal = json(client.post("/api/v1/plans", "{\"text\": \"upper speak\"}"));
        assertThat(proposal.get("planner").asText()).isEqualTo("scripted");
        assertThat(proposal.at("/plan/tasks/1/inputs/text/task").asText()).isEqualTo("t1");
        assertThat(proposal.at("/estimate/costUsd").asDouble()).isZero();
        assertThat(proposal.at("/estimate/tasks/1/taskId").asText()).isEqualTo("t2");
        assertThat(json(client.form("/api/v1/plans", new Part("text", "", "hi")))
                        .at("/plan/answer")
                        .asText())
                .isEqualTo("Hello!");
    }

    @Test
    void tellsWhatFailedInAnAnswerOfARunThatCompletes() {
        String runId = client.started("speak fail upper");
        assertThat(Client.field(client.allEvents(runId), "event"))
                .contains("task.failed", "task.skipped")
                .endsWith("run.completed");
        assertThat(json(client.get("/api/v1/runs/" + runId)).get("answer").asText())
                .contains("test.fail failed", "Maybe ask for something else");
    }

    static void refused(HttpResponse<String> answer, int status, String code, String... words) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        var problem = json(answer);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("code").asText()).isEqualTo(code);
        assertThat(words)
                .allSatisfy(word -> assertThat(problem.get("detail").asText()).contains(word));
        assertThat(problem.get("detail").asText()).contains("\nMaybe");
        assertThat(problem.get("type").asText()).isEqualTo("urn:polyphony:error:" + code);
        assertThat(problem.get("requestId").asText())
                .isEqualTo(answer.headers().firstValue("X-Request-Id").orElseThrow());
        assertThat(answer.body()).doesNotContain("Exception", "\tat ");
    }
}
