package dev.polyphony.bench.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The rows as JSON and as a Markdown table. */
final class Report {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String HEAD = """
            | scenario | LLM / tools, ms | clients | system | n | p50, ms | p95, ms | p99, ms | ideal, ms | ratio | LLM calls | tool calls | errors |
            | --- | --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
            """;

    private Report() {}

    static void json(List<Row> rows, Path file) throws IOException {
        Files.writeString(file, JSON.writeValueAsString(rows) + "\n");
    }

    static String table(List<Row> rows) {
        StringBuilder table = new StringBuilder(HEAD);
        for (Row row : rows) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %d / %d | %d | %s | %d | %.1f | %.1f | %.1f | %.0f | %s | %.1f | %.1f | %d |%n",
                    row.scenario(),
                    row.llmMs(),
                    row.toolMs(),
                    row.clients(),
                    row.system(),
                    row.n(),
                    row.p50Ms(),
                    row.p95Ms(),
                    row.p99Ms(),
                    row.idealMs(),
                    row.idealMs() == 0 ? "–" : String.format(Locale.ROOT, "%.3f", row.ratio()),
                    row.calls().llm(),
                    row.calls().tools(),
                    row.errors()));
        }
        return table.toString();
    }
}
