package dev.polyphony.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.polyphony.testkit.Reply;
import dev.polyphony.testkit.ScriptedLlm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** All systems do the same work, and ask the model as often as they must. */
class ContendersIT {
    private final ScriptedLlm model = MockModel.start();

    @TempDir
    Path scratch;

    @AfterEach
    void stop() {
        model.close();
    }

    static Stream<Arguments> scenarios() {
        return Stream.of(
                arguments("S1", 2),
                arguments("S2", 4),
                arguments("S3", 2),
                arguments("S4", 4),
                arguments("S5", 3),
                arguments(
                        "S6-1",
                        1
                                + Scenarios.of("S6-1", Duration.ZERO, Duration.ZERO)
                                        .levels()
                                        .size()));
    }

    private List<Contender> contenders() throws IOException {
        return List.of(
                new PolyphonyContender(model.baseUrl(), scratch),
                AiServicesContender.sequential(model.baseUrl()),
                AiServicesContender.concurrent(model.baseUrl()),
                new AgenticContender(model.baseUrl()));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void runEachStepOnceAndAskTheModelAsOftenAsTheirShapeWants(String id, int loop) throws Exception {
        Scenario scenario = Scenarios.of(id, Duration.ZERO, Duration.ZERO);
        for (Contender contender : contenders()) {
            int before = model.counts().completed();
            try (contender) {
                contender.serve(scenario, Marker.of(id, Duration.ZERO, Duration.ZERO));
                assertThat(contender.toolCalls())
                        .as(contender.name())
                        .isEqualTo(scenario.steps().size());
            }
            assertThat(model.counts().completed() - before)
                    .as(contender.name())
                    .isEqualTo(contender.name().startsWith("aiservices") ? loop : 2);
        }
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void refuseAnAnswerThatIsNotTheModels() throws Exception {
        ScriptedLlm other = ScriptedLlm.start().otherwise(Reply.text("{\"tasks\": [], \"answer\": \"no\"}"));
        Scenario scenario = Scenarios.of("S1", Duration.ZERO, Duration.ZERO);
        try (other;
                Contender polyphony = new PolyphonyContender(other.baseUrl(), scratch)) {
            assertThatThrownBy(() -> polyphony.serve(scenario, "Do it."))
                    .hasMessageContainingAll("not the model's", "no");
        }
    }
}
