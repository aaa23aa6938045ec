package dev.polyphony.tools.remote;

import static dev.polyphony.testkit.EndpointAnswer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.Binding;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Value;
import dev.polyphony.testkit.FakeCall;
import dev.polyphony.testkit.FakeEndpoint;
import dev.polyphony.tools.remote.catalogue.ModelCard;
import dev.polyphony.tools.remote.catalogue.ModelCatalogue;
import dev.polyphony.tools.remote.http.Json;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of the model catalogue behind a server that speaks OpenAI's protocol: one line of settings each. */
class ModelToolsIT {
    private static final Media PICTURE = Media.of(Modality.IMAGE, Samples.png());

    @TempDir
    Path folder;

    private final FakeEndpoint server = FakeEndpoint.start();

    @AfterEach
    void stop() {
        server.close();
    }

    private static RemoteTools tools(Map<String, String> settings) {
        return RemoteTools.from(settings, "{\"endpoints\":{}}", Clock.systemUTC());
    }

    private void says(String words) {
        server.on(
                "POST /v1/chat/completions",
                json("{\"choices\":[{\"message\":{\"content\":%s},\"finish_reason\":\"stop\"}]}"
                        .formatted(Json.mapper().getNodeFactory().textNode(words))));
    }

    private Outputs run(RemoteTools source, String tool, Map<String, Value> inputs) throws Exception {
        Binding binding = source.tools().stream()
                .filter(t -> t.name().equals(tool))
                .findFirst()
                .orElseThrow()
                .bindings()
                .get(0);
        Map<String, List<Value>> lists = new HashMap<>();
        inputs.forEach((port, value) -> lists.put(port, List.of(value)));
        return binding.body().run(FakeCall.of(lists, folder));
    }

    @Test
    void aModelIsAToolByOneLine() throws Exception {
        says("A horse on a beach.");
        try (RemoteTools source = tools(Map.of("llava-1-5.base-url", server.baseUrl()))) {
            assertThat(source.tools())
                    .extracting(Tool::name)
                    .containsExactlyInAnyOrder("image.describe", "image.ask", "document.ask");

            Outputs outputs = run(
                    source, "image.ask", Map.of("picture", PICTURE, "question", new Value.Text("What do you see?")));

            assertThat(outputs.values().get("text")).containsExactly(new Value.Text("A horse on a beach."));
            assertThat(server.asked().get(0).text())
                    .contains("\"model\":\"llava-hf/llava-1.5-7b-hf\"", "\"text\":\"What do you see?\"")
                    .contains("data:image/png;base64,");
        }
    }

    @Test
    void asksInTheModelsOwnPromptWhereTheServerAddsNone() throws Exception {
        says("A horse.");
        try (RemoteTools source = tools(Map.of(
                "llava-1-5.base-url", server.baseUrl(),
                "llava-1-5.model", "llava",
                "llava-1-5.options.raw", "true"))) {
            run(source, "image.ask", Map.of("picture", PICTURE, "question", new Value.Text("What is {q}?")));

            assertThat(server.asked().get(0).text())
                    .contains("\"model\":\"llava\"", "\"USER: <image>\\nWhat is {q}? ASSISTANT:\"");
        }
    }

    @Test
    void makesBoxesOfTheCoordinatesThatAModelWrites() throws Exception {
        says("<ref>the red car</ref><box>(250,500),(750,1000)</box>");
        try (RemoteTools source = tools(Map.of("qwen-vl-chat.base-url", server.baseUrl()))) {
            Outputs outputs =
                    run(source, "image.locate", Map.of("picture", PICTURE, "what", new Value.Text("the red car")));

            assertThat(outputs.values().get("boxes"))
                    .containsExactly(new Value.Boxes(48, 32, List.of(new Value.Box("the red car", 1, 12, 16, 24, 16))));
            assertThat(((Media) outputs.values().get("marked").get(0)).modality())
                    .isEqualTo(Modality.IMAGE);
            assertThat(server.asked().get(0).text()).contains("Box the location of the red car in the picture.");
        }
    }

    @Test
    void setsOptionsOfOneToolAlone() throws Exception {
        says("[[0,0,9,9]]");
        try (RemoteTools source = tools(Map.of(
                "cogvlm.base-url", server.baseUrl(),
                "cogvlm.options.image.locate.coordinates", "100",
                "cogvlm.options.image.detect.coordinates", "1"))) {
            Outputs outputs = run(source, "image.locate", Map.of("picture", PICTURE, "what", new Value.Text("it")));

            assertThat(((Value.Boxes) outputs.values().get("boxes").get(0))
                            .boxes()
                            .get(0)
                            .width())
                    .isEqualTo(48 * 0.09);
        }
    }

    @Test
    void everyModelOfTheCatalogueThatWritesWordsCanBeSet() {
        for (ModelCard card : ModelCatalogue.carried().models()) {
            try (RemoteTools source = tools(Map.of(card.slug() + ".base-url", server.baseUrl()))) {
                assertThat(source.tools()).as(card.name()).isNotEmpty();
                assertThat(source.tools().stream().anyMatch(t -> t.name().equals("image.locate")))
                        .as(card.name())
                        .isEqualTo(card.coordinates() != null);
            }
        }
    }
}
