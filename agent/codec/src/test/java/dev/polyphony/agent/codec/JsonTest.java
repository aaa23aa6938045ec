package dev.polyphony.agent.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.agent.StorageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void refusesWhatIsNestedTooDeep() {
        String deep = "{\"a\":".repeat(100_000);
        assertThatThrownBy(() -> EventCodec.decode(deep))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("nesting depth");
    }

    @Test
    void refusesANumberOfAThousandDigits() {
        String digits = "{\"seq\":" + "1".repeat(1_000) + "}";
        assertThatThrownBy(() -> EventCodec.decode(digits))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("Number value length");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"java.net.URL\", \"http://localhost\"]",
                "{\"@class\":\"java.net.URL\",\"seq\":1}",
                "{\"seq\":1,\"type\":\"java.lang.Runtime\",\"runId\":\"r\",\"at\":\"2026-01-01T00:00:00Z\"}"
            })
    void choosesNoTypeByTheText(String json) {
        assertThatThrownBy(() -> EventCodec.decode(json)).isInstanceOf(StorageException.class);
    }

    @Test
    void saysWhichEventIsUnknown() {
        assertThatThrownBy(() -> EventCodec.decode(
                        "{\"seq\":1,\"type\":\"run.paused\",\"runId\":\"r\",\"at\":\"2026-01-01T00:00:00Z\"}"))
                .hasMessageContainingAll("run.paused", "a newer version wrote it");
    }

    @Test
    void refusesATimeThatIsNone() {
        assertThatThrownBy(() -> EventCodec.decode(
                        "{\"seq\":1,\"type\":\"answer.delta\",\"runId\":\"r\",\"at\":\"yesterday\",\"text\":\"\"}"))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("yesterday");
    }

    @Test
    void repeatsNothingOfATextThatItCannotRead() {
        assertThatThrownBy(() -> Json.read("{\"id\": sk-secret-key}", WireRun.class))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageNotContaining("secret-key");
    }

    @Test
    void writesNoNumberThatJsonDoesNotHave() {
        assertThat(Plain.finite(Double.NaN)).isNull();
        assertThat(Plain.finite(Double.NEGATIVE_INFINITY)).isNull();
        assertThat(Plain.finite(0.5)).isEqualTo(0.5);
    }
}
