package dev.polyphony.bench.nano;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class NanoCommandTest {
    private static final Path MINIATURE =
            Path.of("../tools/anytoany/src/test/resources/models/miniature").toAbsolutePath();

    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return new CommandLine(new NanoCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }

    @Test
    void measuresWhatMeansNothingAsWrong() throws IOException {
        Path json = folder.resolve("rows.json");
        Path docs = Files.writeString(folder.resolve("doc.md"), "a\n<!-- nano:begin -->\nold\n<!-- nano:end -->\nb\n");
        assertThat(run(
                        "--model", MINIATURE.toString(),
                        "--samples", "3",
                        "--only", "captions,routing,images,films,short,follow-ups",
                        "--json", json.toString(),
                        "--docs", docs.toString(),
                        "--pictures", folder.resolve("pictures").toString()))
                .isZero();
        JsonNode rows = new ObjectMapper().readTree(json.toFile()).get("rows");
        assertThat(rows).hasSizeGreaterThan(20);
        for (JsonNode row : rows) {
            String what = row.get("what").asText();
            if (what.contains("caption")
                    || what.contains(", all")
                    || what.contains("short")
                    || what.contains("honest")) {
                assertThat(row.get("value").asDouble()).as(what).isZero();
            }
        }
        assertThat(out.toString()).contains("| caption exact, image | 0.000 | ≥ 0.95 | 3 | **no** |", "miniature 1");
        assertThat(docs).content().startsWith("a\n<!-- nano:begin -->\n| what").endsWith("<!-- nano:end -->\nb\n");
    }

    @Test
    void refusesAPartThatThereIsNot() {
        assertThat(run("--model", MINIATURE.toString(), "--only", "poems")).isEqualTo(2);
        assertThat(err.toString()).contains("\"poems\"", "captions", "Maybe");
    }

    @Test
    void theCasesNameThingsOfTheWorldAndKeepHeldOutOnesApart() {
        Map<String, List<Case>> parts = Case.read(500);
        assertThat(parts).hasSize(26);
        assertThat(parts.get("image"))
                .hasSize(500)
                .allMatch(each -> each.wanted().size() == 1);
        assertThat(parts.get("odd")).hasSizeGreaterThanOrEqualTo(100);
        List<String> held = parts.get("image-held").stream()
                .map(each -> each.wanted().get(0).caption())
                .distinct()
                .toList();
        assertThat(held).hasSizeBetween(100, 130);
        assertThat(parts.get("image"))
                .noneMatch(each -> held.contains(each.wanted().get(0).caption()));
        assertThat(Case.read(2).get("image")).hasSize(2);
        for (String modality : List.of("image", "video", "audio")) {
            assertThat(parts.get("short-" + modality))
                    .hasSize(500)
                    .allMatch(each -> !each.asked().isEmpty()
                            && each.wanted().get(0).attributes().keySet().containsAll(each.asked())
                            && each.asked().size()
                                    < each.wanted().get(0).attributes().size());
        }
    }
}
