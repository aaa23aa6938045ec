package dev.polyphony.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StreamPartTest {
    @Test
    void theTasksTakeAboutHalfOfTheWritingAndTheLastOneLittle() {
        Scenario chain = Scenarios.of("S8", Duration.ZERO, Duration.ZERO);
        assertThat(chain.steps()).hasSize(8);
        assertThat(chain.levels()).hasSize(8);
        assertThat(chain.path().toMillis() / 1e3 / StreamPart.writing()).isBetween(0.4, 0.6);
        assertThat(chain.steps().get(7).takes().toMillis() / 1e3 / StreamPart.writing())
                .isLessThan(0.1);
    }

    @Test
    void theIdealIsTheLastTaskAfterTheWritingAtMost() {
        Scenario chain = Scenarios.of("S8", Duration.ZERO, Duration.ZERO);
        assertThat(StreamPart.streamed())
                .isBetween(
                        StreamPart.writing(),
                        StreamPart.writing() + chain.path().toMillis() / 1e3);
        assertThat(StreamPart.streamed()).isLessThan(StreamPart.writing() + 0.6);
    }
}
