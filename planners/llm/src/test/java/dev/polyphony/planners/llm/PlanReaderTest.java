package dev.polyphony.planners.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.OutputRef;
import dev.polyphony.agent.PlanCheck;
import dev.polyphony.agent.PlanLimits;
import dev.polyphony.agent.Toolbox;
import dev.polyphony.prompts.Data;
import dev.polyphony.prompts.PlanExample;
import dev.polyphony.testkit.Examples;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PlanReaderTest {
    private static final Artifact PHOTO = Examples.picture("photo.jpg");
    private static final Artifact OTHER = Examples.picture("other.jpg");
    private static final Toolbox TOOLS = Examples.toolbox();

    private static Draft read(String json) {
        try {
            return PlanReader.read(new ObjectMapper().readTree(json), TOOLS, new Handles(List.of(PHOTO, OTHER)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    private static Input input(String tool, String inputs, String name) {
        return read("{\"tasks\": [{\"id\": \"t0\", \"tool\": \"video.frames\", \"inputs\": []}, {\"id\": \"t1\", \"tool\": \"%s\", \"inputs\": %s}]}"
                        .formatted(tool, inputs))
                .tasks()
                .get(1)
                .inputs()
                .get(name);
    }

    static List<PlanExample> examples() {
        return PlanExample.all();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void readsWhatIsWritten(PlanExample example) throws JsonProcessingException {
        Handles handles = new Handles(example.attachments());
        String json = Data.of(PlanTree.of(example.draft(), handles)).json();
        assertThat(json).doesNotContain("0000");
        assertThat(PlanReader.read(new ObjectMapper().readTree(json), TOOLS, handles))
                .isEqualTo(example.draft());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{\"name\": \"picture\", \"value\": {\"artifact\": \"a1\"}}]",
                "[{\"name\": \"picture\", \"value\": [{\"artifact\": \"a1\"}]}]",
                "[{\"name\": \"picture\", \"value\": \"a1\"}]",
                "{\"picture\": {\"artifact\": \"a1\"}}",
                "{\"picture\": \"a1\"}"
            })
    void takesAnAttachmentInEveryForm(String inputs) {
        assertThat(input("image.read", inputs, "picture")).isEqualTo(new Input.Given(PHOTO.id()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "image.read | picture | {\"task\": \"t0\", \"port\": \"middle\"} | middle",
                "image.read | picture | {\"task\": \"t0\"} | middle",
                "image.read | picture | \"t0\" | middle",
                "video.compose | pictures | {\"task\": \"t0\"} | frames"
            })
    void takesAnOutputInEveryForm(String tool, String port, String value, String output) {
        assertThat(input(tool, "{\"%s\": %s}".formatted(port, value), port)).isEqualTo(Input.Made.by("t0", output));
    }

    @Test
    void findsTheOutputThatIsMeantByItsKind() {
        Draft draft = read("""
                {"tasks": [{"id": "t1", "tool": "image.detect", "inputs": {"picture": "a1"}},
                           {"id": "t2", "tool": "image.read", "inputs": {"picture": {"task": "t1"}}},
                           {"id": "t3", "tool": "text.speak", "inputs": {"text": {"task": "t2"}}}],
                 "deliverables": [{"task": "t3"}, "t1"]}""");
        assertThat(draft.tasks().get(1).inputs()).containsEntry("picture", Input.Made.by("t1", "marked"));
        assertThat(draft.tasks().get(2).inputs()).containsEntry("text", Input.Made.by("t2", "text"));
        assertThat(draft.deliverables())
                .containsExactly(
                        new OutputRef("t3", "audio"), new OutputRef("t1", "boxes"), new OutputRef("t1", "marked"));
        assertThat(PlanCheck.check(draft, TOOLS, List.of(PHOTO), PlanLimits.DEFAULT)
                        .findings())
                .isEmpty();
    }

    @Test
    void putsSeveralValuesOfOneInputTogether() {
        Input both = new Input.Many(List.of(new Input.Given(PHOTO.id()), new Input.Given(OTHER.id())));
        assertThat(input("video.compose", "{\"pictures\": [\"a1\", {\"artifact\": \"a2\"}]}", "pictures"))
                .isEqualTo(both);
        String twice = "[{\"name\": \"pictures\", \"value\": \"a1\"}, {\"name\": \"pictures\", \"value\": \"a2\"}]";
        assertThat(input("video.compose", twice, "pictures")).isEqualTo(both);
    }

    @Test
    void keepsWordsWhereWordsBelong() {
        assertThat(input("text.speak", "{\"text\": \"a1\"}", "text")).isEqualTo(new Input.Literal("a1"));
        assertThat(input("text.speak", "{\"text\": {\"text\": \"t0\"}}", "text"))
                .isEqualTo(new Input.Literal("t0"));
        assertThat(input("text.summarize", "{\"sentences\": 4.0}", "sentences")).isEqualTo(new Input.Literal("4"));
        assertThat(input("text.summarize", "{\"sentences\": null}", "sentences"))
                .isNull();
    }

    @Test
    void leavesWhatIsWrongForTheCheckToFind() {
        Draft draft = read(
                "{\"tasks\": [{\"tool\": \"image.paint\", \"inputs\": 7}, 5, {\"id\": \"t1\", \"tool\": \"image.read\","
                        + " \"inputs\": {\"picture\": {\"artifact\": \"a9\"}, \"zoom\": 2}, \"after\": [\"t7\"]}]}");
        assertThat(draft.tasks()).hasSize(3);
        assertThat(PlanCheck.check(draft, TOOLS, List.of(PHOTO), PlanLimits.DEFAULT)
                        .errors())
                .extracting(finding -> finding.code().name())
                .contains("UNKNOWN_TOOL", "DUPLICATE_ID", "UNKNOWN_ARTIFACT", "UNKNOWN_PORT", "UNKNOWN_REF");
    }

    @Test
    void takesWordsForTheUserOnlyWhereNothingIsRun() {
        assertThat(read("{\"tasks\": [], \"answer\": \"Hello!\"}").answer()).isEqualTo("Hello!");
        assertThat(read("{\"tasks\": [], \"answer\": null}").answer()).isNull();
        assertThat(read("{\"tasks\": [], \"reason\": \"No tool paints.\"}").answer())
                .isEqualTo("No tool paints.");
        assertThat(read("{\"tasks\": [{\"id\": \"t1\", \"tool\": \"image.read\"}], \"answer\": \"Reading…\"}")
                        .answer())
                .isNull();
    }
}
