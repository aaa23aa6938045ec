package dev.polyphony.tools.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.RegistrationException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LocalSettingsTest {
    private final LocalSettings settings = LocalSettings.defaults();

    @Test
    void takesThePathAndTheBestDeviceByDefault() {
        assertThat(settings.device()).isEqualTo("auto");
        assertThat(settings.programs()).isEqualTo(System.getenv("PATH"));
        assertThat(settings.withDevice("cuda:1").withCallsAtOnce(4).withPrograms("/opt"))
                .isEqualTo(new LocalSettings("cuda:1", 4, "/opt", settings.probeTimeout()));
    }

    @Test
    void refusesAnUnknownDevice() {
        assertThatThrownBy(() -> settings.withDevice("tpu"))
                .isInstanceOf(RegistrationException.class)
                .hasMessageContainingAll("\"tpu\"", "cuda:0", "Maybe auto");
    }

    @Test
    void refusesNumbersOutOfRange() {
        assertThatThrownBy(() -> settings.withCallsAtOnce(0))
                .isInstanceOf(RegistrationException.class)
                .hasMessageContainingAll("(0)", "[1, 64]", "Maybe 2");
        assertThatThrownBy(() -> new LocalSettings("cpu", 1, "", Duration.ZERO))
                .isInstanceOf(RegistrationException.class)
                .hasMessageContainingAll("PT0S", "positive", "Maybe");
    }
}
