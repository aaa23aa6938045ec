package dev.polyphony.agent.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A client of the server under test. */
final class Client {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String BOUNDARY = "a-boundary";

    private final URI base;

    Client(URL base) {
        this.base = URI.create(base.toString());
    }

    /** A part of a form: a file if it has a name. */
    record Part(String field, String fileName, String content) {}

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(base.resolve(path));
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(headers.length == 0 ? to(path) : to(path).headers(headers));
    }

    HttpResponse<String> post(String path, String json, String... headers) {
        HttpRequest.Builder request =
                to(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofString());
    }

    <B> HttpResponse<B> send(HttpRequest.Builder request, HttpResponse.BodyHandler<B> handler) {
        try {
            return HTTP.send(request.build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a form; the content of each part is Latin-1. */
    HttpResponse<String> form(String path, Part... parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Part part : parts) {
            String file = part.fileName().isEmpty() ? "" : "; filename=\"%s\"".formatted(part.fileName());
            body.writeBytes("--%s\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n%s\r\n"
                    .formatted(BOUNDARY, part.field(), file, part.content())
                    .getBytes(StandardCharsets.ISO_8859_1));
        }
        body.writeBytes("--%s--\r\n".formatted(BOUNDARY).getBytes(StandardCharsets.ISO_8859_1));
        return send(to(path).header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    HttpResponse<String> upload(byte[] content, String fileName) {
        return form("/api/v1/artifacts", new Part("file", fileName, new String(content, StandardCharsets.ISO_8859_1)));
    }

    /** Uploads a file and returns the id of the artifact. */
    String uploaded(byte[] content, String fileName) {
        return json(upload(content, fileName)).at("/artifacts/0/id").asText();
    }

    /** Starts a run and returns its id. */
    String started(String text) {
        return json(post("/api/v1/runs", "{\"text\": \"%s\"}".formatted(text)))
                .get("runId")
                .asText();
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(answer.body(), e);
        }
    }

    /** Reads lines of a run's events up to and with the first that fits, or to the end. */
    List<String> events(String runId, Predicate<String> until, String... headers) {
        HttpRequest.Builder request = to("/api/v1/runs/%s/events".formatted(runId));
        HttpResponse<InputStream> answer =
                send(headers.length == 0 ? request : request.headers(headers), BodyHandlers.ofInputStream());
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
                if (until.test(line)) {
                    break;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    /** Reads the events of a run to the end of the stream. */
    List<String> allEvents(String runId, String... headers) {
        return events(runId, line -> false, headers);
    }

    /** Returns the values of a field of an event stream. */
    static List<String> field(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .toList();
    }
}
