package dev.polyphony.agent.engine;

import static dev.polyphony.agent.Modality.AUDIO;
import static dev.polyphony.agent.Modality.BOXES;
import static dev.polyphony.agent.Modality.EMBEDDING;
import static dev.polyphony.agent.Modality.IMAGE;
import static dev.polyphony.agent.Modality.LABELS;
import static dev.polyphony.agent.Modality.TABLE;
import static dev.polyphony.agent.Modality.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.FusionRequest;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.Measures;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Outcome;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.Plan;
import dev.polyphony.agent.PlanCheck;
import dev.polyphony.agent.PlanLimits;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Problem;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Toolbox;
import dev.polyphony.agent.Value;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComposedFusionTest {
    private static final Artifact PHOTO =
            new Artifact("a".repeat(64), IMAGE, "image/png", 1, "cat.png", Measures.ofPicture(4, 3));
    private final Map<String, Outcome> outcomes = new LinkedHashMap<>();
    private final Map<String, Value> values = new LinkedHashMap<>();

    private static Tool tool(String name, Modality gives, String what) {
        return Tool.named(name)
                .does("Does it.")
                .takes(Port.optional("picture", IMAGE))
                .gives(Port.one("out", gives).describedAs(what))
                .by(call -> Outputs.of("out", new Value.Text("")));
    }

    /** Runs nothing: the outcome of a task is the value. */
    private String answer(String task, Tool tool, Value value, Measures measures) {
        succeeds(task, value, measures);
        return fuse(Draft.of(List.of(Task.of(task, tool.name(), Map.of()))), tool);
    }

    private Artifact succeeds(String task, Value value, Measures measures) {
        String id = Integer.toHexString(values.size() + 0xb0).repeat(32);
        Artifact artifact = new Artifact(id, value.modality(), "x/y", 1, "out", measures);
        values.put(id, value);
        outcomes.put(task, new Outcome.Success(Map.of("out", List.of(artifact))));
        return artifact;
    }

    private String fuse(Draft draft, Tool... tools) {
        Toolbox toolbox = Toolbox.of(tools);
        Plan plan = PlanCheck.check(draft, toolbox, List.of(PHOTO), PlanLimits.DEFAULT)
                .orThrow();
        StringBuilder answer = new StringBuilder();
        new ComposedFusion()
                .fuse(
                        new FusionRequest(
                                "go",
                                List.of(PHOTO),
                                plan,
                                outcomes,
                                toolbox,
                                a -> values.getOrDefault(a.id(), new Value.Text("?"))),
                        answer::append);
        return answer.toString();
    }

    @Test
    void anOnlyTextStandsForItself() {
        assertThat(answer("t1", tool("a.b", TEXT, "what it says"), new Value.Text(" Stop. "), Measures.NONE))
                .isEqualTo("Stop.");
    }

    @Test
    void namesWhatWasFoundAndHowOften() {
        Value boxes = new Value.Boxes(
                9,
                9,
                List.of(
                        new Value.Box("dog", .9, 0, 0, 1, 1),
                        new Value.Box("cat", .8, 0, 0, 1, 1),
                        new Value.Box("dog", .7, 0, 0, 1, 1)));
        assertThat(answer("t1", tool("a.b", BOXES, "the objects"), boxes, Measures.NONE))
                .isEqualTo("**The objects:** dog × 2, cat.");
    }

    @Test
    void saysThatNothingWasFound() {
        assertThat(answer("t1", tool("a.b", BOXES, "the objects"), new Value.Boxes(9, 9, List.of()), Measures.NONE))
                .isEqualTo("**The objects:** nothing that I know.");
    }

    @Test
    void writesLabelsWithTheirScores() {
        Value labels = new Value.Labels(List.of(new Value.Label("positive", .823), new Value.Label("negative", .1)));
        assertThat(answer("t1", tool("a.b", LABELS, ""), labels, Measures.NONE))
                .isEqualTo("**a.b:** positive (0.82), negative (0.10).");
    }

    @Test
    void writesATableAsOne() {
        Value table = new Value.Table(List.of("start_s", "note"), List.of(List.of(1.234, "a|b")));
        assertThat(answer("t1", tool("a.b", TABLE, "speech"), table, Measures.NONE))
                .isEqualTo("**Speech:**\n\n| start_s | note |\n| --- | --- |\n| 1.23 | a\\|b |");
    }

    @Test
    void showsTheBeginningOfAnEmbedding() {
        assertThat(answer("t1", tool("a.b", EMBEDDING, ""), new Value.Embedding(List.of(1f, 0.5f)), Measures.NONE))
                .isEqualTo("**a.b:** 2 numbers, beginning 1.000, 0.500.");
    }

    @Test
    void linksMediaByTheirIdWithTheirSize() {
        String sound = answer(
                "t1",
                tool("a.b", AUDIO, "the words as sound"),
                Media.of(AUDIO, new byte[] {1}).labelled("speech.wav"),
                Measures.ofSound(Duration.ofMillis(3_210), 16_000, 1));
        assertThat(sound)
                .isEqualTo("**The words as sound (3.2 s):** [speech.wav](artifact:%s)".formatted("b0".repeat(32)));
    }

    @Test
    void namesTheInputWhereATwinTaskReadsAnother() {
        Tool describe = tool("a.b", TEXT, "what it shows");
        succeeds("t1", new Value.Text("a cat"), Measures.NONE);
        succeeds("t2", new Value.Text("a dog"), Measures.NONE);
        Map<String, Input> reads = Map.of("picture", new Input.Given(PHOTO.id()));
        Draft draft = Draft.of(List.of(Task.of("t1", "a.b", reads), Task.of("t2", "a.b", reads)));
        assertThat(fuse(draft, describe))
                .isEqualTo("**What it shows, cat.png:** a cat\n\n**What it shows, cat.png:** a dog");
    }

    @Test
    void saysWhatFailedAndWhatWasNotRunForIt() {
        Tool first = tool("a.b", IMAGE, "");
        outcomes.put("t1", new Outcome.Failure(new Problem("tool_failed", "no ink.\nMaybe buy some.", false)));
        outcomes.put("t2", new Outcome.Skipped("t1"));
        Draft draft = Draft.of(List.of(
                Task.of("t1", "a.b", Map.of()), Task.of("t2", "a.b", Map.of("picture", Input.Made.by("t1", "out")))));
        assertThat(fuse(draft, first))
                .isEqualTo("**a.b failed:** no ink. Maybe buy some.\n\n**a.b was not run**, because a.b failed.");
    }

    @Test
    void addsWhatThePlanSaysOfThePartThatNoToolServes() {
        Tool tool = tool("a.b", TEXT, "");
        succeeds("t1", new Value.Text("done"), Measures.NONE);
        Draft draft = new Draft(List.of(Task.of("t1", "a.b", Map.of())), List.of(), "Painting is missing.");
        assertThat(fuse(draft, tool)).isEqualTo("done\n\nPainting is missing.");
    }
}
