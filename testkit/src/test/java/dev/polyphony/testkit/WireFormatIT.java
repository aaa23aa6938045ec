package dev.polyphony.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes over the wire, against files. */
class WireFormatIT {
    private static final String ASK = """
            {"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"Hi there"}]}]%s}""";

    private static HttpResponse<String> post(ScriptedLlm llm, String more) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(llm.baseUrl() + "/chat/completions"))
                .POST(HttpRequest.BodyPublishers.ofString(ASK.formatted(more)))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = WireFormatIT.class.getResourceAsStream("/golden/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "completion.json | ''",
                "completion.sse | ',\"stream\":true'",
                "completion-with-usage.sse | ',\"stream\":true,\"stream_options\":{\"include_usage\":true}'",
            })
    void writesCompletionsAsDocumented(String file, String more) throws Exception {
        try (ScriptedLlm llm = ScriptedLlm.start().otherwise(Reply.text("Hello!"))) {
            HttpResponse<String> response = post(llm, more);
            assertThat(response.body().stripTrailing()).isEqualTo(golden(file));
            assertThat(response.headers().firstValue("content-type").orElse(""))
                    .startsWith(file.endsWith("sse") ? "text/event-stream" : "application/json");
            assertThat(llm.lastAsked().user()).isEqualTo("Hi there");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"calls.json | ''", "calls.sse | ',\"stream\":true'"})
    void writesFunctionCallsAsDocumented(String file, String more) throws Exception {
        Reply calls = Reply.calls(new ChatReply.Call("draw", "{\"what\":1}"));
        try (ScriptedLlm llm = ScriptedLlm.start().otherwise(calls)) {
            assertThat(post(llm, more).body().stripTrailing()).isEqualTo(golden(file));
        }
    }

    @Test
    void writesErrorsModelsAndCounts() throws Exception {
        try (ScriptedLlm llm = ScriptedLlm.start().otherwise(Reply.rateLimited("7"))) {
            HttpResponse<String> limited = post(llm, "");
            assertThat(limited.statusCode()).isEqualTo(429);
            assertThat(limited.headers().firstValue("retry-after")).contains("7");
            assertThat(limited.body()).isEqualTo(golden("rate-limited.json"));
            assertThat(get(llm.baseUrl() + "/models")).isEqualTo(golden("models.json"));
            String count = llm.baseUrl().replace("/v1", "/count");
            assertThat(get(count)).isEqualTo("{\"llm\":1,\"completed\":1,\"cancelled\":0,\"unscripted\":0}");
            assertThat(get(count)).startsWith("{\"llm\":0,");
        }
    }

    @Test
    void refusesWhatIsNoChatRequest() throws Exception {
        try (ScriptedLlm llm = ScriptedLlm.start()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(llm.baseUrl() + "/chat/completions"))
                    .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"m\"}"))
                    .build();
            HttpResponse<String> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains("Missing required parameter: 'messages'.");
            assertThat(get(llm.baseUrl() + "/embeddings")).contains("Not Found");
        }
    }

    private static String get(String url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                .body();
    }
}
