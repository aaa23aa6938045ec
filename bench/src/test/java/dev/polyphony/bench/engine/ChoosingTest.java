package dev.polyphony.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ChoosingTest {
    private static String card(String id, String calls) {
        return "{\"id\": \"%s\", \"model\": \"m\", \"on this machine\": true, \"calls\": \"%s\"}".formatted(id, calls);
    }

    @Test
    void prefersWhatHasNoRecordThenTheLeastSecondsForASuccess() {
        String slow = card("slow", "10, of which 10 succeeded, in 0.3 s on average");
        String frail = card("frail", "10, of which 2 succeeded, in 0.1 s on average");
        assertThat(Choosing.among("[%s, %s]".formatted(frail, slow))).contains("\"slow\"");
        assertThat(Choosing.among("[%s, %s, %s]".formatted(frail, slow, card("new", "none so far"))))
                .contains("\"new\"");
        assertThat(Choosing.among(
                        "[%s, %s]".formatted(card("dead", "3, of which 0 succeeded, in ? s on average"), slow)))
                .contains("\"slow\"");
    }

    @Test
    void refusesARequestWithoutModels() {
        assertThatThrownBy(() -> Choosing.among("Choose one.")).hasMessageContaining("no model is named");
    }
}
