package dev.polyphony.agent.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.polyphony.testkit.ChatAsk;
import dev.polyphony.testkit.ModelServer;
import dev.polyphony.testkit.Reply;
import dev.polyphony.testkit.ScriptedLlm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged program, set up as the compose file does it: the project's real model server, on tiny pipelines of random weights.
 * Plans are made by the embedded planner, and by a language model behind the OpenAI protocol, which is scripted.
 */
@Timeout(900)
class GeneratorsIT {
    private static final String PLAN = """
            {"tasks": [
              {"id": "t1", "tool": "image.paint", "inputs": [{"name": "text", "value": "a horse on a beach"}]},
              {"id": "t2", "tool": "video.film", "inputs": [{"name": "text", "value": "a horse runs along a beach"}]},
              {"id": "t3", "tool": "music.compose", "inputs": [{"name": "text", "value": "calm music for a film of a horse on a beach"}]}],
             "deliverables": [], "answer": null}""";

    private static final String ANSWER =
            "A horse: ![one result](artifact:a1), a film: [another](artifact:a2), and music: [the third](artifact:a3).";

    /** What makes the tiny pipelines quick. */
    private static final Map<String, String> SMALL = Map.of(
            "image.paint.param.num_inference_steps", "12",
            "video.film.param.width", "64",
            "video.film.param.height", "64",
            "video.film.param.num_frames", "8",
            "video.film.param.fps", "4",
            "video.film.param.num_inference_steps", "20",
            "music.compose.param.audio_length_in_s", "1.5",
            "music.compose.param.num_inference_steps", "20");

    @TempDir
    Path folder;

    @Test
    void paintsFilmsAndComposesAtOnceAndFusesTheResults() throws IOException, InterruptedException {
        String missing = ModelServer.missing();
        assumeTrue(missing == null, () -> "no model server: " + missing);
        try (ModelServer server = ModelServer.start(folder.resolve("tiny"), "cpu:0,cpu:1");
                ScriptedLlm llm = ScriptedLlm.start()) {
            llm.when(ChatAsk::wantsSchema).reply(Reply.text(PLAN));
            llm.otherwise(Reply.text(ANSWER));
            String url = server.baseUrl();

            List<JsonNode> planned = asked("planned", Map.of("POLYPHONY_REMOTE_DIFFUSERS_BASE_URL", url));
            List<JsonNode> told = asked(
                    "told",
                    Map.of(
                            "POLYPHONY_REMOTE_DIFFUSERS_BASE_URL",
                            url,
                            "POLYPHONY_LLM_BASE_URL",
                            llm.baseUrl(),
                            "POLYPHONY_LLM_MODEL",
                            "scripted"));

            assertThat(answer(planned)).contains("image.paint", "video.film", "music.compose", "](artifact:");
            assertThat(answer(told)).contains("A horse: ![", "and music: [").doesNotContain("artifact:a1");
            assertThat(llm.lastAsked().user())
                    .contains("\"kind\": \"IMAGE\"", "\"kind\": \"VIDEO\"", "\"kind\": \"AUDIO\"");
        }
    }

    /** Asks, with the embedded planner or the language model that the environment names, and returns what happened. */
    private List<JsonNode> asked(String name, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path out = folder.resolve(name);
        Map<String, String> properties = new HashMap<>(Map.of("remote.diffusers.poll-interval", "50ms"));
        SMALL.forEach((option, value) -> properties.put("remote.diffusers.options." + option, value));
        Packaged program = new Packaged(Files.createDirectory(folder.resolve(name + "-home")), properties, environment);

        String said = program.run(
                Cli.OK,
                "ask",
                "Paint a horse on a beach, make a short film of it and music for it",
                "--out",
                out.toString());

        assertThat(said).contains("image.paint", "video.film", "music.compose", "done in");
        assertThat(out).as(said).isDirectory();
        assertThat(endings(out)).as(said).containsExactlyInAnyOrder("png", "mp4", "wav");
        List<JsonNode> events = program.eventsOf(said, Cli.OK);
        assertThat(tools(events)).containsExactlyInAnyOrder("image.paint", "video.film", "music.compose");
        assertThat(mostAtOnce(events)).isGreaterThanOrEqualTo(2);
        assertThat(events.stream().filter(e -> type(e).equals("task.succeeded")))
                .hasSize(3);
        return events;
    }

    private static List<String> endings(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .map(name -> name.substring(name.lastIndexOf('.') + 1))
                    .toList();
        }
    }

    private static String type(JsonNode event) {
        return event.path("type").asText();
    }

    private static List<String> tools(List<JsonNode> events) {
        return events.stream()
                .filter(e -> type(e).equals("task.started"))
                .map(e -> e.path("tool").asText())
                .toList();
    }

    /** Returns how many tasks were under way at the same time, at most. */
    private static int mostAtOnce(List<JsonNode> events) {
        Set<String> running = new HashSet<>();
        int most = 0;
        for (JsonNode event : events) {
            if (type(event).equals("task.started")) {
                running.add(event.path("taskId").asText());
            } else if (type(event).startsWith("task.") && type(event).matches("task\\.(succeeded|failed|cancelled)")) {
                running.remove(event.path("taskId").asText());
            }
            most = Math.max(most, running.size());
        }
        return most;
    }

    private static String answer(List<JsonNode> events) {
        return events.stream()
                .filter(e -> type(e).equals("answer.completed"))
                .map(e -> e.path("text").asText())
                .findFirst()
                .orElse("");
    }
}
