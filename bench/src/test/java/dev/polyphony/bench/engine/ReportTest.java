package dev.polyphony.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    @TempDir
    Path folder;

    private static Row row() {
        Samples samples = new Samples();
        for (int i = 1; i <= 100; i++) {
            samples.took(i * 20_000_000L);
        }
        samples.used(500_000_000L, 200, 300);
        return samples.row(
                "polyphony",
                Scenarios.of("S2", Duration.ofMillis(200), Duration.ofMillis(500)),
                1,
                Duration.ofMillis(500));
    }

    @Test
    void writesRowsAsAFlatArray() throws IOException {
        Path file = folder.resolve("rows.json");
        Report.json(List.of(row()), file);
        JsonNode first = new ObjectMapper().readTree(file.toFile()).path(0);
        assertThat(first.path("system").asText()).isEqualTo("polyphony");
        assertThat(first.path("scenario").asText()).isEqualTo("S2");
        assertThat(first.path("clients").asInt()).isEqualTo(1);
        assertThat(first.path("p50_ms").asDouble()).isEqualTo(1_000);
        assertThat(first.path("p95_ms").asDouble()).isEqualTo(1_900);
        assertThat(first.path("p99_ms").asDouble()).isEqualTo(1_980);
        assertThat(first.path("ideal_ms").asDouble()).isEqualTo(1_900);
        assertThat(first.path("ratio").asDouble()).isEqualTo(0.526);
        assertThat(first.path("calls").asDouble()).isEqualTo(5);
        assertThat(first.path("llm_calls").asDouble()).isEqualTo(2);
    }

    @Test
    void saysWhichBarsAreMissed() {
        String text = Report.markdown("A machine.", Map.of(new CriticalPathPart(), List.of(row())));
        assertThat(text).contains("A machine.", "| S2 | 1 | polyphony | 100 | 1,000.0 |", "| ≤ 1.02 | 0.526 | met |");
        Bar missed = Bar.atMost("x", 3, 3.5, " ms");
        assertThat(missed.met()).isFalse();
        assertThat(Bar.atMost("x", 3, Double.NaN, " ms").met()).isFalse();
    }

    @Test
    void writesBetweenTheMarksOfADocumentAndNowhereElse() throws IOException {
        Path file = folder.resolve("docs.md");
        Files.writeString(file, "Before.\n<!-- written by: ./polyphony bench engine -->\nold\n<!-- end -->\nAfter.\n");
        Report.docs("new\n", file);
        assertThat(file)
                .content()
                .startsWith("Before.\n")
                .endsWith("After.\n")
                .contains("new")
                .doesNotContain("old");
        Files.writeString(file, "Nothing.");
        assertThatThrownBy(() -> Report.docs("new\n", file)).hasMessageContainingAll("has no lines", "Maybe add them");
    }
}
