package dev.polyphony.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.testkit.ScriptedLlm;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolyphonyContenderIT {
    @TempDir
    Path scratch;

    @ParameterizedTest
    @ValueSource(strings = {"S1", "S2", "S3", "S4"})
    void runsEachStepOnceAndAsksTheModelTwice(String id) throws Exception {
        Scenario scenario = Scenarios.of(id, Duration.ZERO, Duration.ZERO);
        try (ScriptedLlm model = MockModel.start();
                Contender polyphony = new PolyphonyContender(model.baseUrl(), scratch)) {
            polyphony.serve(scenario, Marker.of(id, Duration.ZERO, Duration.ZERO));
            assertThat(polyphony.toolCalls()).isEqualTo(scenario.steps().size());
            assertThat(model.counts().completed()).isEqualTo(2);
        }
        assertThat(scratch).isEmptyDirectory();
    }
}
