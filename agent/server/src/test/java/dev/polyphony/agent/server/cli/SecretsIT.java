package dev.polyphony.agent.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.polyphony.testkit.ChatAsk;
import dev.polyphony.testkit.EndpointAnswer;
import dev.polyphony.testkit.EndpointAsk;
import dev.polyphony.testkit.FakeEndpoint;
import dev.polyphony.testkit.Reply;
import dev.polyphony.testkit.ScriptedLlm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Keys that are set are sent to their endpoints alone, whatever these repeat: the packaged program, with all that it logs. */
@Timeout(300)
class SecretsIT {
    private static final String CANARY = "canary";
    private static final String PLAN = """
            {"tasks": [
              {"id": "t1", "tool": "image.paint", "inputs": [{"name": "text", "value": "a horse"}]},
              {"id": "t2", "tool": "text.write", "inputs": [{"name": "text", "value": "a poem"}]},
              {"id": "t3", "tool": "video.film", "inputs": [{"name": "text", "value": "a horse"}]}],
             "deliverables": [], "answer": null}""";

    @TempDir
    Path folder;

    /** Repeats the key in the body, in a header and in a URL. */
    private static EndpointAnswer repeating(int status, EndpointAsk ask, String json) {
        String key = ask.headers().getOrDefault("authorization", "no key");
        return EndpointAnswer.json(status, json.formatted(key.substring(key.indexOf(' ') + 1)))
                .with("X-Debug", key)
                .with("Location", "https://files.example/?signature=" + key.substring(key.indexOf(' ') + 1));
    }

    @Test
    void noKeyIsInLogsEventsErrorsOrArtifacts() throws IOException, InterruptedException {
        try (FakeEndpoint server = FakeEndpoint.start();
                ScriptedLlm llm = ScriptedLlm.start().requiresKey("canary-llm-77aa01")) {
            llm.when(ChatAsk::wantsSchema).reply(Reply.text(PLAN));
            llm.otherwise(Reply.text("That did not go well."));
            server.on(
                    "POST /models/black-forest-labs/FLUX.1-schnell",
                    ask -> repeating(401, ask, "{\"error\":\"%s is no good key, Bearer %<s\"}"));
            server.on(
                    "POST /v1/chat/completions",
                    ask -> repeating(
                            200,
                            ask,
                            "{\"choices\":[{\"message\":{\"content\":\"Your key is %s.\"},\"finish_reason\":\"stop\"}]}"));
            server.on(
                    "POST /fal-ai/wan/v2.2-5b/text-to-video",
                    ask -> repeating(422, ask, "{\"detail\":\"see https://u:%s@files.example/a?key=%<s\"}"));
            Map<String, String> keys = Map.of(
                    "POLYPHONY_REMOTE_HUGGINGFACE_API_KEY", "canary-hf-51b2e0",
                    "POLYPHONY_REMOTE_FAL_API_KEY", "canary-fal-9c3d44",
                    "POLYPHONY_LLM_API_KEY", "canary-llm-77aa01",
                    "POLYPHONY_LLM_BASE_URL", llm.baseUrl(),
                    "POLYPHONY_LLM_MODEL", "scripted");
            Packaged program = new Packaged(
                    folder,
                    Map.of(
                            "remote.huggingface.base-url", server.baseUrl(),
                            "remote.huggingface-chat.base-url", server.baseUrl(),
                            "remote.fal.base-url", server.baseUrl()),
                    new HashMap<>(keys));

            String said = program.run(
                    Cli.OK,
                    "ask",
                    "A horse, a poem and a film",
                    "--debug",
                    "--out",
                    folder.resolve("out").toString());
            List<JsonNode> events = program.eventsOf(said, Cli.OK);

            assertThat(server.asked())
                    .extracting(ask -> ask.headers().get("authorization"))
                    .contains("Bearer canary-hf-51b2e0", "Key canary-fal-9c3d44");
            assertThat(events.toString())
                    .contains("answered 401", "answered 422")
                    .doesNotContain(CANARY);
            assertThat(said).doesNotContain(CANARY);
            assertThat(filesThatHold("Your key is ***."))
                    .as("the artifact of the poem")
                    .hasSize(1);
            assertThat(filesThatHold(CANARY)).isEmpty();
        }
    }

    private List<Path> filesThatHold(String words) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertThat(all).as("journal, artifacts and what was said").hasSizeGreaterThan(4);
            return all.stream().filter(file -> holds(file, words)).toList();
        }
    }

    private static boolean holds(Path file, String words) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(words);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
