package dev.polyphony.planners.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.InvalidRequestException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LlmSettingsTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Test
    void showsEverythingButTheKey() {
        LlmSettings settings = LlmSettings.of("http://localhost:1/v1/", "m", "sk-canary", TIMEOUT);
        assertThat(settings.toString())
                .contains("baseUrl=http://localhost:1/v1,", "model=m", "apiKey=set", "schemas=AUTO")
                .doesNotContain("canary");
        assertThat(settings.apiKey()).isEqualTo("sk-canary");
    }

    @Test
    void takesABlankKeyForNone() {
        assertThat(LlmSettings.of("http://localhost/v1", "m", "  ", TIMEOUT).apiKey())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:11434/v1",
                "ftp://localhost/v1",
                "http://",
                "no url at all",
                "http://joe:canary@localhost/v1",
                "http://localhost/v1?key=canary"
            })
    void refusesAUrlThatCannotBeUsedWithoutShowingIt(String url) {
        assertThatThrownBy(() -> LlmSettings.of(url, "m", null, TIMEOUT))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll("base URL", "\nMaybe http://")
                .satisfies(e -> assertThat(Traces.of(e)).doesNotContain("canary"));
    }

    @Test
    void refusesAKeyThatIsBrokenWithoutShowingIt() {
        assertThatThrownBy(() -> LlmSettings.of("http://localhost/v1", "m", "sk-\ncanary", TIMEOUT))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll("line break", "\nMaybe")
                .satisfies(e -> assertThat(Traces.of(e)).doesNotContain("canary"));
    }

    @Test
    void refusesValuesOutOfRange() {
        LlmSettings good = LlmSettings.of("http://localhost/v1", "m", null, TIMEOUT);
        assertThatThrownBy(() -> LlmSettings.of("http://localhost/v1", " ", null, TIMEOUT))
                .hasMessageContainingAll("polyphony.llm.model", "Maybe");
        assertThatThrownBy(() -> LlmSettings.of("http://localhost/v1", "m", null, Duration.ZERO))
                .hasMessageContainingAll("timeout", "PT0S", "Maybe");
        assertThatThrownBy(() -> good.withTemperature(Double.NaN)).hasMessageContainingAll("NaN", "Maybe");
        assertThatThrownBy(() -> good.withTokens(4096, 4096)).hasMessageContainingAll("4096", "Maybe");
        assertThat(good.withSchemas(LlmSettings.Schemas.OFF).withTokens(10, 100).withTemperature(1))
                .isEqualTo(new LlmSettings(
                        "http://localhost/v1",
                        "m",
                        null,
                        TIMEOUT,
                        1,
                        10,
                        100,
                        LlmSettings.Schemas.OFF,
                        dev.polyphony.prompts.Profile.STANDARD,
                        null));
    }
}
