package dev.polyphony.planners.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.polyphony.agent.ModelNotFoundException;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.planners.llm.LlmPlanner;
import dev.polyphony.planners.llm.LlmSettings;
import dev.polyphony.testkit.Examples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LlamaModelsTest {
    private static final PlanRequest REQUEST =
            PlanRequest.of("Read the sign", List.of(Examples.picture("sign.jpg")), Examples.toolbox());

    @TempDir
    Path folder;

    private static void plan(Path file) {
        LlmPlanner.of(LlmSettings.inProcess(file, Duration.ofSeconds(5))).plan(REQUEST);
    }

    @Test
    void namesAFileThatIsMissingOrNoModel() throws IOException {
        Path missing = folder.resolve("none.gguf");
        assertThatThrownBy(() -> plan(missing))
                .isInstanceOf(ModelNotFoundException.class)
                .hasMessageContainingAll("none.gguf", "\nMaybe");
        Path text = Files.writeString(folder.resolve("text.gguf"), "not weights");
        assertThatThrownBy(() -> plan(text))
                .isInstanceOf(ModelNotFoundException.class)
                .hasMessageContainingAll("text.gguf", "GGUF", "\nMaybe");
    }

    @Test
    void putsAnEndToListsAndStringsAndToNoChoice() {
        assertThat(
                        BoundedSchema.of(
                                "{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"tool\":{\"type\":\"string\",\"enum\":[\"a\"]},\"words\":{\"type\":[\"string\",\"null\"]}}}}"))
                .contains(
                        "\"maxItems\":8",
                        "\"tool\":{\"type\":\"string\",\"enum\":[\"a\"]}",
                        "\"words\":{\"anyOf\":[{\"type\":\"string\",\"maxLength\":200},{\"type\":\"null\"}]}");
        assertThatThrownBy(() -> BoundedSchema.of("{")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writesTurnsAsParagraphs() {
        assertThat(Turns.text(List.of(
                        SystemMessage.from("Rules."),
                        UserMessage.from("Request: a"),
                        AiMessage.from("{}"),
                        UserMessage.from("Request: b"))))
                .isEqualTo("Rules.\n\nRequest: a\n{}\n\nRequest: b\n");
    }
}
