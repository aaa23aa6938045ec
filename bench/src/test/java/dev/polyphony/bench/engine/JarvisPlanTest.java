package dev.polyphony.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JarvisPlanTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void writesTheTasksOfAScenarioWithTheirSources() throws IOException {
        JsonNode tasks = JSON.readTree(JarvisPlan.of(Scenarios.of("S4", Duration.ZERO, Duration.ZERO)));
        assertThat(tasks).hasSize(5);
        assertThat(tasks.get(0).path("task").asText()).isEqualTo("text-to-image");
        assertThat(tasks.get(0).path("dep").get(0).asInt()).isEqualTo(-1);
        assertThat(tasks.get(2).path("args").path("image").asText()).isEqualTo("<GENERATED>-0");
        assertThat(tasks.get(4).path("args").path("text").asText()).isEqualTo("<GENERATED>-1");
        assertThat(tasks.get(4).path("dep").get(0).asInt()).isEqualTo(1);
    }

    @Test
    void choosesTheFirstCandidate() throws IOException {
        String asked = "choose from [{'id': 'one/first', 'inference endpoint': ['a'], 'likes': 3},"
                + " {'id': 'two', 'inference endpoint': []}] for the task {'task': 'text-to-image', 'id': 0}";
        assertThat(JSON.readTree(JarvisPlan.selection(asked)).path("id").asText())
                .isEqualTo("one/first");
        assertThatThrownBy(() -> JarvisPlan.selection("nothing")).hasMessageContaining("names none");
    }
}
