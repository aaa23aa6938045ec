package dev.polyphony.tools.remote;

import static dev.polyphony.testkit.EndpointAnswer.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.AbsentTool;
import dev.polyphony.agent.Binding;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.RegistrationException;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Value;
import dev.polyphony.testkit.FakeCall;
import dev.polyphony.testkit.FakeEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteToolsIT {
    @TempDir
    Path folder;

    private static String catalogue() {
        try {
            return Files.readString(Path.of("..", "..", "src", "main", "resources", RemoteTools.CATALOGUE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RemoteTools tools(Map<String, String> settings) {
        return RemoteTools.from(settings, catalogue(), Clock.systemUTC());
    }

    private static Tool tool(RemoteTools source, String name) {
        return source.tools().stream()
                .filter(t -> t.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void namesTheSettingThatWouldBringAToolThatIsMissing() {
        try (RemoteTools none = tools(Map.of())) {
            assertThat(none.tools()).isEmpty();
            AbsentTool paint = none.absent().get(0);
            assertThat(paint.signature().name()).isEqualTo("image.paint");
            assertThat(paint.remedy())
                    .contains("polyphony.remote.diffusers.base-url", "polyphony.remote.huggingface.api-key");
        }
    }

    @Test
    void callsTheEndpointThatIsSet() throws Exception {
        try (FakeEndpoint server = FakeEndpoint.start();
                RemoteTools source = tools(Map.of("diffusers.base-url", server.baseUrl()))) {
            server.on("POST /generate", bytes("image/png", Samples.png()));

            Binding binding = tool(source, "image.paint").bindings().get(0);
            var outputs = binding.body().run(FakeCall.of(Map.of("text", List.of(new Value.Text("a horse"))), folder));

            assertThat(((Media) outputs.values().get("image").get(0)).bytes()).isEqualTo(Samples.png());
            assertThat(server.asked().get(0).text())
                    .contains("\"model\":\"stable-diffusion-v1-5/stable-diffusion-v1-5\"");
            assertThat(binding.local()).isFalse();
        }
    }

    @Test
    void bindsAToolToEveryEndpointAndModelThatIsSet() {
        try (RemoteTools source = tools(Map.of(
                "huggingface.api-key", "hf_secret",
                "mine.kind", "a1111",
                "mine.base-url", "http://localhost:7860",
                "mine.tools", "image.paint=sdxl, image.edit"))) {
            assertThat(tool(source, "image.paint").bindings())
                    .extracting(Binding::id)
                    .containsExactly("huggingface:black-forest-labs/FLUX.1-schnell", "mine:sdxl");
            assertThat(tool(source, "text.translate").bindings())
                    .extracting(Binding::id)
                    .containsExactly("huggingface-chat:Qwen/Qwen2.5-7B-Instruct");
        }
    }

    @Test
    void hasARemoteBindingForEachOfThe35TaskTypesOfHuggingGpt() {
        List<TaskType> types = TaskType.ofHuggingGpt(catalogue());

        assertThat(types).hasSize(35).extracting(TaskType::name).doesNotHaveDuplicates();
        for (TaskType type : types) {
            assertThat(type.settings()).as(type.name()).isNotEmpty();
            for (String setting : type.settings()) {
                try (RemoteTools source =
                        tools(Map.of(setting, setting.endsWith("url") ? "http://localhost:9" : "k"))) {
                    Tool tool = tool(source, type.tool());
                    assertThat(tool.bindings()).as(type.name()).isNotEmpty();
                    if (type.kind() != null) {
                        assertThat(tool.signature().inputs())
                                .as(type.name())
                                .anyMatch(port -> port.name().equals("kind")
                                        && port.choices().contains(type.kind()));
                    }
                }
            }
        }
    }

    @Test
    void pricesAreDataThatSettingsChange() {
        try (RemoteTools source = tools(Map.of("fal.api-key", "k", "fal.options.image.edit.usd", "0.5"))) {
            assertThat(tool(source, "image.paint").bindings().get(0).costUsd()).isEqualTo(0.003);
            assertThat(tool(source, "image.edit").bindings().get(0).costUsd()).isEqualTo(0.5);
        }
        assertThatThrownBy(() -> tools(Map.of("fal.api-key", "k", "fal.options.usd", "cheap")))
                .isInstanceOf(RegistrationException.class)
                .hasMessageContainingAll("cheap", "Maybe 0.003");
    }

    @Test
    void acceptsTheWholeCatalogue() {
        Map<String, String> all = new java.util.TreeMap<>();
        Preset.read(catalogue())
                .forEach(p ->
                        all.put(p.name() + "." + p.needs(), p.needs().equals("api-key") ? "k" : "http://localhost:9"));
        try (RemoteTools source = tools(all)) {
            assertThat(source.absent()).isEmpty();
            assertThat(source.tools()).hasSizeGreaterThan(25);
        }
    }

    @Test
    void refusesSettingsThatItDoesNotKnow() {
        assertThatThrownBy(() -> tools(Map.of("huggingface.apikey", "x")))
                .isInstanceOf(RegistrationException.class)
                .hasMessageContainingAll("polyphony.remote.huggingface.apikey", "Maybe", "api-key");
        assertThatThrownBy(() -> tools(Map.of("mine.base-url", "http://localhost")))
                .isInstanceOf(RegistrationException.class)
                .hasMessageContainingAll("polyphony.remote.mine.kind");
        assertThatThrownBy(() -> tools(
                        Map.of("mine.base-url", "http://localhost", "mine.kind", "soap", "mine.tools", "image.paint")))
                .hasMessageContainingAll("soap", "comfyui");
        assertThatThrownBy(() -> tools(Map.of("mine.base-url", "http://u:p@localhost", "mine.kind", "gradio")))
                .hasMessageContaining("holds a user")
                .hasMessageNotContaining("u:p");
        assertThatThrownBy(() -> tools(Map.of(
                        "mine.base-url", "http://localhost", "mine.kind", "openai-images", "mine.tools", "video.film")))
                .hasMessageContainingAll("openai-images", "video.film", "text-to-video");
        assertThatThrownBy(() -> tools(Map.of("diffusers.base-url", "http://localhost", "diffusers.deadline", "soon")))
                .hasMessageContainingAll("soon", "30s");
    }

    @Test
    void readsAKeyFromAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "hf_secret\n");
        try (RemoteTools source = tools(Map.of("huggingface.api-key-file", file.toString()))) {
            assertThat(tool(source, "image.paint").bindings()).hasSize(1);
        }
    }
}
