package dev.polyphony.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenariosTest {
    private static final Duration LLM = Duration.ofMillis(200);
    private static final Duration TOOL = Duration.ofMillis(500);

    @ParameterizedTest
    @CsvSource({"S1, 900, 1", "S2, 1900, 3", "S3, 900, 1", "S4, 1900, 3", "S5, 1500, 2"})
    void hasTheIdealAndTheDepthOfTheSpecification(String id, long idealMs, int depth) {
        Scenario scenario = Scenarios.of(id, LLM, TOOL);
        assertThat(scenario.ideal()).isEqualTo(Duration.ofMillis(idealMs));
        assertThat(scenario.levels()).hasSize(depth);
    }

    @Test
    void makesTheSameRandomGraphFromTheSameSeed() {
        Scenario seventh = Scenarios.of("S6-7", LLM, TOOL);
        assertThat(seventh).isEqualTo(Scenarios.of("S6-7", LLM, TOOL)).isNotEqualTo(Scenarios.of("S6-8", LLM, TOOL));
        assertThat(seventh.steps())
                .hasSize(30)
                .allSatisfy(step -> assertThat(step.takes()).isBetween(Duration.ofMillis(20), Duration.ofSeconds(3)));
        assertThat(seventh.path())
                .isLessThan(seventh.steps().stream().map(Step::takes).reduce(Duration.ZERO, Duration::plus));
    }

    @Test
    void findsTheScenarioInTheWordsOfARequest() {
        assertThat(Marker.in("Do it. " + Marker.of("S2", LLM, TOOL))).contains(Scenarios.of("S2", LLM, TOOL));
        assertThat(Marker.in("Do it.")).isEmpty();
    }

    @Test
    void refusesAScenarioThatThereIsNot() {
        assertThatThrownBy(() -> Scenarios.of("S9", LLM, TOOL)).hasMessageContainingAll("S9", "S6-1");
    }
}
