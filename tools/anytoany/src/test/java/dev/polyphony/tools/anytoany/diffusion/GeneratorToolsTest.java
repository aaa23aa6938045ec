package dev.polyphony.tools.anytoany.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.RegistrationException;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Value;
import dev.polyphony.testkit.FakeCall;
import dev.polyphony.tools.anytoany.bundle.Bundle;
import dev.polyphony.tools.anytoany.exported.Hardware;
import dev.polyphony.tools.anytoany.golden.Exported;
import dev.polyphony.tools.media.Pictures;
import dev.polyphony.tools.media.Sounds;
import dev.polyphony.tools.media.Videos;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratorToolsTest {
    private static final Bundle BUNDLE = Exported.bundle("nextgpt-miniature");
    private static GeneratorTools tools = open();

    @TempDir
    private Path folder = Path.of("");

    private static GeneratorTools open() {
        return GeneratorTools.of(List.of(BUNDLE), Hardware.cpu(1));
    }

    @BeforeAll
    static void reopen() {
        tools = open();
    }

    @AfterAll
    static void close() {
        tools.close();
    }

    private static Tool tool(String name) {
        return tools.tools().stream()
                .filter(tool -> tool.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private FakeCall call() {
        return FakeCall.of(
                Map.of("text", List.of(new Value.Text("A small red circle, and the sound of rain"))), folder);
    }

    private Media made(String name, FakeCall call) throws Exception {
        Outputs outputs = tool(name).bindings().get(0).body().run(call);
        String port = tool(name).signature().outputs().get(0).name();
        return (Media) Objects.requireNonNull(outputs.values().get(port)).get(0);
    }

    @Test
    void offersWhatTheBundleMakesWithThePortsOfTheEndpoints() {
        assertThat(tools.tools())
                .extracting(Tool::name)
                .containsExactlyInAnyOrder("image.paint", "video.film", "sound.make");
        for (Tool tool : tools.tools()) {
            assertThat(tool.signature().inputs()).containsExactly(Port.one("text", Modality.TEXT));
            assertThat(tool.bindings()).singleElement().satisfies(binding -> {
                assertThat(binding.local()).isTrue();
                assertThat(binding.model()).isEqualTo("nextgpt-miniature 1");
            });
            assertThat(tool.traits().licence()).isEqualTo("Apache-2.0");
        }
    }

    @Test
    void paintsFilmsAndMakesSounds() throws Exception {
        FakeCall call = call();
        assertThat(Pictures.read(made("image.paint", call)).getWidth()).isEqualTo(16);
        assertThat(call.reported()).contains("loading nextgpt-miniature", "5/6");
        assertThat(Sounds.read(made("sound.make", call())).toArray()).hasSize(64);
        assertThat(Videos.info(made("video.film", call())).measures().width()).isEqualTo(16);
    }

    @Test
    void refusesABundleThatMakesNothingOfWords() {
        Bundle speaker = Exported.bundle("llava-miniature");
        assertThatThrownBy(() -> GeneratorTools.of(List.of(speaker), Hardware.cpu(1)))
                .isInstanceOf(RegistrationException.class)
                .hasMessageContainingAll("llava-miniature", "Maybe");
        assertThatThrownBy(() -> GeneratorTools.in(List.of(folder), Hardware.cpu(1)))
                .isInstanceOf(RegistrationException.class)
                .hasMessageContaining("model.json");
    }

    @Test
    void aClosedSourceMakesNothing() throws IOException {
        GeneratorTools closed = open();
        closed.close();
        assertThatThrownBy(() -> closed.tools().get(0).bindings().get(0).body().run(call()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }
}
