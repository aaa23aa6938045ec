package dev.polyphony.bench.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Signature;
import dev.polyphony.bench.plan.PlanShape.Link;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PlanCommandTest {
    private static final String TYPED = """
            {"nodes": [
              {"id": "Image-to-Text", "desc": "Describes what can be seen in a picture.", "input-type": ["image"], "output-type": ["text"]},
              {"id": "Text-to-Speech", "desc": "Speaks a text aloud.", "input-type": ["text"], "output-type": ["audio"]},
              {"id": "Text Downloader", "desc": "Downloads the text of a web page.", "input-type": ["url"], "output-type": ["text"]},
              {"id": "Image Search", "desc": "Finds a picture.", "input-type": ["text", "text"], "output-type": ["Image"]}]}
            """;

    @TempDir
    private Path folder;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    @Test
    void readsTypedTools() throws IOException {
        Catalogue catalogue = Catalogue.read(file("tools.json", TYPED), file("graph.json", """
                        {"links": [{"source": "Image-to-Text", "target": "Text-to-Speech", "type": "text"}]}"""));

        assertThat(catalogue.form()).isEqualTo(Catalogue.Form.TYPED);
        assertThat(catalogue.graph()).containsExactly(new Link("Image-to-Text", "Text-to-Speech"));
        Signature search =
                catalogue.toolbox().find("Image_Search").orElseThrow().signature();
        assertThat(search.inputs()).extracting(p -> p.name()).containsExactly("text", "text2");
        assertThat(search.outputs().get(0).modality()).isEqualTo(Modality.IMAGE);
        assertThat(catalogue.canonical("Image Search")).isEqualTo("Image Search");
        assertThat(catalogue.canonical("Image_Search")).isEqualTo("Image Search");
    }

    @Test
    void readsToolsWithParametersAndToolsOfWordsAlone() throws IOException {
        Catalogue api = Catalogue.read(file("api.json", """
                        {"nodes": [{"id": "get_weather", "desc": "Weather of a city", "parameters":
                          [{"name": "location", "type": "string", "desc": "the city"}, {"name": "date", "type": "date", "desc": ""}]}]}"""), null);
        Catalogue words = Catalogue.read(file("words.json", """
                {"nodes": [{"id": "sms send"}]}"""), null);

        assertThat(api.form()).isEqualTo(Catalogue.Form.PARAMETERS);
        assertThat(api.toolbox().tools().get(0).signature().inputs())
                .extracting(p -> p.name())
                .containsExactly("location", "date");
        assertThat(words.form()).isEqualTo(Catalogue.Form.WORDS);
        assertThat(words.toolbox().tools().get(0).signature().does()).isEqualTo("sms send");
    }

    @Test
    void growsACatalogueByJoiningItsTools() throws IOException {
        Catalogue catalogue = Catalogue.read(file("tools.json", TYPED), null);

        Catalogue grown = Grown.of(catalogue, 16);

        assertThat(grown.toolbox().tools()).hasSize(16);
        assertThat(grown.toolbox().tools())
                .extracting(t -> t.signature().does())
                .doesNotHaveDuplicates();
        assertThatThrownBy(() -> Grown.of(catalogue, 17))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("17", "16 at most", "Maybe");
    }

    @Test
    void refusesAFileWithoutTools() throws IOException {
        Path empty = file("none.json", "{\"links\": []}");

        assertThatThrownBy(() -> Catalogue.read(empty, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("none.json", "holds no tools", "Maybe");
    }

    @Test
    void namedFilesStandForAttachmentsAndAddressesDoNot() throws IOException {
        Catalogue catalogue = Catalogue.read(file("tools.json", TYPED), null);
        Path requests = file("requests.json", """
                {"id": "1", "user_request": "Describe 'example.jpg' and a/b_c.png, not https://x.org/y.jpg; hear example.wav."}""");

        Sample sample = Samples.read(requests, catalogue).get(0);

        assertThat(sample.attachments()).extracting(a -> a.label()).containsExactly("example.jpg", "a/b_c.png");
    }

    @Test
    void plansWritesAndScores() throws IOException {
        Path requests = file("requests.json", """
                {"id": "1", "user_request": "Describe the picture example.jpg and speak the description aloud."}
                {"id": "2", "user_request": "Describe the picture example.jpg."}
                """);
        Path gold = file("gold.json", """
                {"id": "1", "task_nodes": [{"task": "Image-to-Text", "arguments": ["example.jpg"]}, {"task": "Text-to-Speech", "arguments": ["<node-0>"]}],
                 "task_links": [{"source": "Image-to-Text", "target": "Text-to-Speech"}]}
                {"id": "2", "task_nodes": [{"task": "Image-to-Text", "arguments": ["example.jpg"]}], "task_links": []}
                """);
        Path out = folder.resolve("made/predictions.jsonl");
        StringWriter said = new StringWriter();

        int code = new CommandLine(new PlanCommand())
                .setOut(new PrintWriter(said))
                .execute(
                        "--tools",
                        file("tools.json", TYPED).toString(),
                        "--requests",
                        requests.toString(),
                        "--planner",
                        "search",
                        "--out",
                        out.toString(),
                        "--gold",
                        gold.toString(),
                        "--confusion",
                        "--slowest",
                        "1",
                        "--index",
                        "10");

        assertThat(code).isZero();
        List<JsonNode> lines = JsonFiles.readAll(out);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).path("task_nodes").toString())
                .isEqualTo(
                        "[{\"task\":\"Image-to-Text\",\"arguments\":[\"example.jpg\"]},{\"task\":\"Text-to-Speech\",\"arguments\":[\"<node-0>\"]}]");
        assertThat(said.toString())
                .contains(
                        "valid plans       100.0 %", "exact plans     100.0 %", "n-F1 100.0", "t-F1 100.0, v-F1 100.0");
        assertThat(said.toString())
                .containsPattern("index of 10 tools   \\d+ ms")
                .containsPattern("-- slowest: [^\n]*\n +[0-9.]+ +[0-9.]+ +[0-9.]+ +\\d+ +[12] +[12] 1 [12] ")
                .containsPattern("step lost +0 +0 \\(0.0 %\\)");
    }

    @Test
    void scoresPredictionsThatAreThereAndComparesThem() throws IOException {
        Path gold = file("gold.json", """
                {"id": 1, "task_nodes": [{"task": "Image-to-Text"}, {"task": "Text-to-Speech"}], "task_links": []}
                {"id": 2, "task_nodes": [{"task": "Image_Search"}], "task_links": []}""");
        Path mine = file("mine.json", """
                {"id": "1", "task_nodes": [{"task": "Image-to-Text"}], "task_links": []}""");
        StringWriter said = new StringWriter();

        int code = new CommandLine(new PlanCommand())
                .setOut(new PrintWriter(said))
                .execute(
                        "--tools",
                        file("tools.json", TYPED).toString(),
                        "--out",
                        mine.toString(),
                        "--gold",
                        gold.toString(),
                        "--against",
                        mine.toString());

        assertThat(code).isZero();
        // right 1, planned 1, gold 3: the prediction that is missing stays in the denominator
        assertThat(said.toString()).contains("node F1         50.0", "2 gold plans", "+0.0 [+0.0, +0.0]");
    }
}
