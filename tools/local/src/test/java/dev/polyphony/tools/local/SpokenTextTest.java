package dev.polyphony.tools.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.ToolArgumentsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpokenTextTest {
    @Test
    void makesQuotesDashesAndAccentsPlain() {
        assertThat(SpokenText.of("“Café” – it’s 5 € …")).isEqualTo("\"Cafe\" ,  it's 5  euros  ...");
        assertThat(SpokenText.of("A heading\n\nThe text")).isEqualTo("A heading. The text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "…", "日本語", "?!"})
    void refusesWhatNoEnglishVoiceCanSpeak(String text) {
        assertThatThrownBy(() -> SpokenText.of(text))
                .isInstanceOf(ToolArgumentsException.class)
                .hasMessageContainingAll("English voice", "Maybe");
    }
}
