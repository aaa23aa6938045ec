package dev.polyphony.agent.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.planners.llm.LlmSettings;
import dev.polyphony.planners.llm.Tape;
import dev.polyphony.prompts.Profile;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LlmConfigTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static LlmConfig of(Map<String, String> settings) {
        return LlmConfig.of(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build());
    }

    @Test
    void nothingIsSetUnlessSaid() {
        assertThat(of(Map.of())).isEqualTo(LlmConfig.NONE);
        assertThat(LlmConfig.NONE.settings(null, null, null, TIMEOUT)).isNull();
        assertThat(LlmConfig.NONE.settings("http://localhost/v1", "m", null, TIMEOUT))
                .isEqualTo(LlmSettings.of("http://localhost/v1", "m", null, TIMEOUT));
    }

    @Test
    void anEndpointTakesProfileAndTape() {
        LlmSettings settings = of(Map.of("polyphony.llm.profile", "Short", "polyphony.llm.record", "calls.jsonl"))
                .settings("http://localhost/v1", "m", null, TIMEOUT);
        assertThat(settings.profile()).isEqualTo(Profile.SHORT);
        assertThat(settings.tape()).isEqualTo(Tape.recording(Path.of("calls.jsonl")));
        assertThat(of(Map.of("polyphony.llm.replay", "calls.jsonl")).tape())
                .isEqualTo(Tape.playing(Path.of("calls.jsonl")));
    }

    @Test
    void aFileRunsInThisProcessUnderASchema() {
        LlmSettings settings =
                of(Map.of("polyphony.llm.model-file", "/models/small one.gguf")).settings(null, null, null, TIMEOUT);
        assertThat(settings.modelFile()).isEqualTo(Path.of("/models/small one.gguf"));
        assertThat(settings.model()).isEqualTo("small one");
        assertThat(settings.profile()).isEqualTo(Profile.SHORT);
        assertThat(settings.schemas()).isEqualTo(LlmSettings.Schemas.ON);
    }

    @Test
    void refusesWhatDoesNotGoTogether() {
        assertThatThrownBy(() -> of(Map.of("polyphony.llm.record", "a", "polyphony.llm.replay", "b")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll("record (a)", "replay (b)", "Maybe");
        assertThatThrownBy(() -> of(Map.of("polyphony.llm.profile", "tiny")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll("polyphony.llm.profile", "tiny", "Maybe");
        assertThatThrownBy(() -> of(Map.of("polyphony.llm.model-file", "a.gguf"))
                        .settings("http://localhost/v1", null, null, TIMEOUT))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll("model-file", "base-url", "Maybe");
        assertThatThrownBy(() -> LlmConfig.NONE.settings(null, "m", null, TIMEOUT))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll("only the model is", "POLYPHONY_LLM_BASE_URL");
    }
}
