package dev.polyphony.tools.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.data.image.Image;
import dev.polyphony.Polyphony;
import dev.polyphony.agent.Answer;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.RegistrationException;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.ToolArgumentsException;
import dev.polyphony.agent.Value;
import dev.polyphony.testkit.FakeCall;
import dev.polyphony.testkit.ScriptedPlanner;
import dev.polyphony.tools.media.Pictures;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LangChain4jToolsTest {
    enum Unit {
        METRES,
        FEET
    }

    // tag::foreign[]
    /** Written for LangChain4j; nothing in it knows Polyphony. */
    static class Surveyor {
        @Tool("Converts a height into another unit.")
        String convert(
                @P("the height") double height,
                @P("the unit wanted") Unit unit,
                @P(value = "how to round", required = false) String rounding) {
            return unit == Unit.FEET ? "%.1f ft".formatted(height / 0.3048) : "%.1f m".formatted(height);
        }

        @Tool("Adds up whole numbers.")
        long sum(List<Integer> numbers) {
            return numbers.stream().mapToLong(Integer::longValue).sum();
        }
    }
    // end::foreign[]

    static class Draftsman {
        @Tool(name = "draw_map", value = "Draws a map.")
        Image map() throws IOException {
            byte[] bytes = Pictures.png(new BufferedImage(8, 4, BufferedImage.TYPE_INT_RGB))
                    .bytes();
            return Image.builder()
                    .base64Data(Base64.getEncoder().encodeToString(bytes))
                    .mimeType("image/png")
                    .build();
        }

        @Tool("Measures what can't be measured.")
        String measure(boolean twice) {
            throw new IllegalStateException("the tape is too short");
        }
    }

    @TempDir
    Path folder;

    private static dev.polyphony.agent.Tool tool(String name) {
        return LangChain4jTools.of(new Surveyor(), new Draftsman()).tools().stream()
                .filter(t -> t.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Outputs run(String tool, Map<String, List<String>> words) throws Exception {
        Map<String, List<Value>> inputs = new HashMap<>();
        words.forEach((port, list) ->
                inputs.put(port, list.stream().<Value>map(Value.Text::new).toList()));
        return tool(tool).bindings().get(0).body().run(FakeCall.of(inputs, folder));
    }

    @Test
    void runsThroughTheEngineLikeAnyOtherTool() throws InterruptedException {
        ScriptedPlanner planner = ScriptedPlanner.giving(Draft.of(List.of(
                Task.of(
                        "t1",
                        "sum",
                        Map.of("numbers", new Input.Many(List.of(new Input.Literal("3"), new Input.Literal("4"))))),
                Task.of(
                        "t2",
                        "convert",
                        Map.of("height", new Input.Literal("30.48"), "unit", new Input.Literal("FEET"))))));
        // tag::use-foreign[]
        try (Polyphony agent = Polyphony.builder()
                .home(folder)
                .planner(planner)
                .tools(LangChain4jTools.of(new Surveyor()))
                .build()) {
            Answer answer = agent.ask("Add 3 and 4, and how many feet are 30.48 m?");
            // end::use-foreign[]

            assertThat(answer.text()).contains("7", "100.0 ft");
        }
    }

    @Test
    void readsArgumentsAsPorts() {
        assertThat(LangChain4jTools.of(new Surveyor(), new Draftsman()).tools())
                .extracting(dev.polyphony.agent.Tool::name)
                .containsExactly("convert", "sum", "draw_map", "measure");
        var convert = tool("convert").signature();
        assertThat(convert.does()).isEqualTo("Converts a height into another unit.");
        assertThat(convert.input("unit").orElseThrow().choices()).containsExactly("METRES", "FEET");
        assertThat(convert.input("height").orElseThrow().faultOf("high")).contains("must be a number");
        assertThat(convert.input("rounding").orElseThrow().isRequired()).isFalse();
        assertThat(tool("draw_map").signature().outputs().get(0).modality()).isEqualTo(Modality.IMAGE);
        assertThat(tool("convert").traits().writes()).isTrue();
    }

    @Test
    void givesWordsAndPictures() throws Exception {
        assertThat(run("convert", Map.of("height", List.of("2"), "unit", List.of("METRES")))
                        .values()
                        .get("text"))
                .containsExactly(new Value.Text("2.0 m"));
        assertThat(run("sum", Map.of("numbers", List.of("1", "2", "39")))
                        .values()
                        .get("text"))
                .containsExactly(new Value.Text("42"));
        Media map = (Media) run("draw_map", Map.of()).values().get("image").get(0);
        assertThat(Pictures.read(map).getWidth()).isEqualTo(8);
    }

    @Test
    void passesFailuresOnAsTheyAre() {
        assertThatThrownBy(() -> run("measure", Map.of("twice", List.of("true"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the tape is too short");
        assertThatThrownBy(() -> run("sum", Map.of("numbers", List.of("many"))))
                .isInstanceOf(ToolArgumentsException.class)
                .hasMessageContainingAll("numbers", "many", "Maybe");
    }

    @Test
    void refusesAnObjectWithoutSuchMethods() {
        assertThatThrownBy(() -> LangChain4jTools.of("words"))
                .isInstanceOf(RegistrationException.class)
                .hasMessageContainingAll("java.lang.String", "Maybe", "AnnotatedTools");
    }
}
