package dev.polyphony.agent.server.rest;

import static dev.polyphony.agent.server.rest.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.server.rest.Client.Part;
import dev.polyphony.agent.server.scripted.Scripted;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.awt.Color;
import java.net.URL;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ArtifactsTest {
    private static final byte[] PICTURE = Scripted.picture(64, 48, Color.ORANGE);

    @TestHTTPResource
    URL url;

    private Client client;

    @BeforeEach
    void connect() {
        client = new Client(url);
    }

    @Test
    void givesTheSameBytesTheSameId() {
        HttpResponse<String> answer = client.upload(PICTURE, "orange.png");
        assertThat(answer.statusCode()).isEqualTo(201);
        var artifact = json(answer).at("/artifacts/0");
        assertThat(artifact.get("id").asText()).matches("[0-9a-f]{64}");
        assertThat(artifact.get("modality").asText()).isEqualTo("IMAGE");
        assertThat(artifact.get("width").asInt()).isEqualTo(64);
        assertThat(client.uploaded(PICTURE, "again.png"))
                .isEqualTo(artifact.get("id").asText());
    }

    @Test
    void takesSeveralFilesAtOnce() {
        var answer = json(client.form(
                "/api/v1/artifacts", new Part("file", "a.txt", "one text"), new Part("file", "b.txt", "another")));
        assertThat(answer.at("/artifacts/1/label").asText()).isEqualTo("b.txt");
    }

    @Test
    void refusesAFormWithoutAFile() {
        RunsTest.refused(client.form("/api/v1/artifacts", new Part("text", "", "x")), 400, "invalid_request", "file");
    }

    @Test
    void servesThePictureWithHeadersThatKeepItHarmless() {
        String id = client.uploaded(PICTURE, "orange.png");
        var answer = bytes(id);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(PICTURE);
        var headers = answer.headers();
        assertThat(headers.firstValue("Content-Type")).hasValue("image/png");
        assertThat(headers.firstValue("ETag")).hasValue("\"" + id + "\"");
        assertThat(headers.firstValue("Cache-Control")).get().asString().contains("immutable");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.allValues("Content-Security-Policy")).containsExactly("sandbox; default-src 'none'");
        assertThat(headers.firstValue("Content-Disposition")).isEmpty();
    }

    @Test
    void letsNothingButMediaOpenInTheBrowser() {
        String id = client.uploaded("<script>alert(1)</script> words".getBytes(StandardCharsets.UTF_8), "a b.html");
        var headers = bytes(id).headers();
        assertThat(headers.firstValue("Content-Type")).get().asString().startsWith("text/plain");
        assertThat(headers.firstValue("Content-Disposition")).hasValue("attachment; filename*=UTF-8''a-b.txt");
    }

    @ParameterizedTest
    @CsvSource({"bytes=0-9,0,10", "bytes=10-,10,-1", "bytes=-7,-7,-1", "bytes=5-5,5,6", "bytes=0-999999,0,-1"})
    void servesAPart(String range, int from, int to) {
        String id = client.uploaded(PICTURE, "orange.png");
        int start = from < 0 ? PICTURE.length + from : from;
        int end = to < 0 ? PICTURE.length : to;
        var answer = bytes(id, "Range", range);
        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(PICTURE, start, end));
        assertThat(answer.headers().firstValue("Content-Range"))
                .hasValue("bytes %d-%d/%d".formatted(start, end - 1, PICTURE.length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1,3-4", "lines=1-2", "bytes=", "bytes=-", "bytes=9-2"})
    void servesTheWholeWhereTheRangeIsNotUnderstood(String range) {
        assertThat(bytes(client.uploaded(PICTURE, "orange.png"), "Range", range).statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesAPartThatIsNotThere() {
        String id = client.uploaded(PICTURE, "orange.png");
        var answer = client.get("/api/v1/artifacts/" + id, "Range", "bytes=999999-");
        RunsTest.refused(answer, 416, "range_not_satisfiable", String.valueOf(PICTURE.length));
        assertThat(answer.headers().firstValue("Content-Range")).hasValue("bytes */" + PICTURE.length);
    }

    @Test
    void servesTheWholeWhenTheConditionOfThePartDoesNotHold() {
        String id = client.uploaded(PICTURE, "orange.png");
        assertThat(bytes(id, "Range", "bytes=0-1", "If-Range", "\"other\"").statusCode())
                .isEqualTo(200);
        assertThat(bytes(id, "Range", "bytes=0-1", "If-Range", "\"" + id + "\"").statusCode())
                .isEqualTo(206);
    }

    @Test
    void saysThatTheClientHasItAlready() {
        String id = client.uploaded(PICTURE, "orange.png");
        assertThat(bytes(id, "If-None-Match", "\"" + id + "\"").statusCode()).isEqualTo(304);
    }

    @Test
    void tellsTheSizeWithoutTheBytes() {
        String id = client.uploaded(PICTURE, "orange.png");
        var answer = client.send(client.to("/api/v1/artifacts/" + id).method("HEAD", BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("Content-Length")).hasValue(String.valueOf(PICTURE.length));
        assertThat(answer.headers().firstValue("Accept-Ranges")).hasValue("bytes");
    }

    @Test
    void tellsHowAResultWasMade() {
        String id = client.uploaded(PICTURE, "orange.png");
        assertThat(json(client.get("/api/v1/artifacts/%s/meta".formatted(id))).has("provenance"))
                .isFalse();
        var run = json(client.post("/api/v1/runs", "{\"text\": \"mark\", \"attachments\": [\"%s\"]}".formatted(id)));
        client.allEvents(run.get("runId").asText());
        String answer = json(client.get("/api/v1/runs/" + run.get("runId").asText()))
                .get("answer")
                .asText();
        String made = answer.replaceAll("(?s).*artifact:([0-9a-f]{64}).*", "$1");
        var meta = json(client.get("/api/v1/artifacts/%s/meta".formatted(made)));
        assertThat(meta.at("/provenance/0/tool").asText()).isEqualTo("image.mark");
        assertThat(meta.at("/provenance/0/inputs/0").asText()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nope",
                "..%2f..%2fetc%2fpasswd",
                "%2e%2e",
                "%00",
                "/etc/passwd",
                "%E2%80%A4%E2%80%A4",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "ABCDEF0000000000000000000000000000000000000000000000000000000000"
            })
    void knowsNoArtifactUnderAnythingButAnId(String id) {
        RunsTest.refused(client.get("/api/v1/artifacts/" + id), 404, "not_found");
        RunsTest.refused(client.get("/api/v1/artifacts/%s/meta".formatted(id)), 404, "not_found");
    }

    private HttpResponse<byte[]> bytes(String id, String... headers) {
        var request = client.to("/api/v1/artifacts/" + id);
        return client.send(headers.length == 0 ? request : request.headers(headers), BodyHandlers.ofByteArray());
    }
}
