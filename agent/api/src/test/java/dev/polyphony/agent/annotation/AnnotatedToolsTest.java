package dev.polyphony.agent.annotation;

import static dev.polyphony.agent.Modality.AUDIO;
import static dev.polyphony.agent.Modality.IMAGE;
import static dev.polyphony.agent.Modality.LABELS;
import static dev.polyphony.agent.Modality.MASK;
import static dev.polyphony.agent.Modality.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.Cardinality;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.NoCall;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.RegistrationException;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.ToolArgumentsException;
import dev.polyphony.agent.ToolCall;
import dev.polyphony.agent.ToolFailedException;
import dev.polyphony.agent.Traits;
import dev.polyphony.agent.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnnotatedToolsTest {
    private static final Media PHOTO = Media.of(IMAGE, new byte[] {1, 2, 3});

    private static Tool tool(Object object, String name) {
        return AnnotatedTools.of(object).tools().stream()
                .filter(tool -> tool.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Runs a tool with these inputs, and with the defaults of all others. */
    private static Outputs run(Tool tool, Map<String, Object> given) throws Exception {
        Map<String, List<Value>> inputs = new LinkedHashMap<>();
        for (Port port : tool.signature().inputs()) {
            String byDefault = port.defaultValue();
            if (byDefault != null) {
                inputs.put(port.name(), List.of(new Value.Text(byDefault)));
            }
        }
        given.forEach((port, value) -> inputs.put(
                port,
                value instanceof List<?> list
                        ? list.stream().map(item -> Value.of(item, "a test")).toList()
                        : List.of(Value.of(value, "a test"))));
        return tool.bindings().get(0).body().run(new NoCall(inputs));
    }

    private static String text(Outputs outputs) {
        return ((Value.Text) outputs.values().get("text").get(0)).text();
    }

    enum Size {
        SMALL,
        VERY_LARGE
    }

    static class Studio {
        @dev.polyphony.agent.annotation.Tool(
                name = "image.paint",
                does = "Paints a picture.",
                whenAsked = {"paint a horse", "draw a cat"},
                withinSeconds = 5,
                version = "3",
                licence = "MIT",
                model = "brush 1",
                costUsd = 0.5,
                servedBy = "studio",
                atMost = 2)
        @dev.polyphony.agent.annotation.Port(value = "picture", modality = dev.polyphony.agent.Modality.IMAGE)
        Media paint(
                @dev.polyphony.agent.annotation.Port(what = "what to paint") String text,
                Size size,
                @dev.polyphony.agent.annotation.Port(min = 1, max = 50, defaultValue = "20") int steps,
                boolean grain,
                ToolCall call) {
            call.progress(steps, steps);
            return Media.of(
                    IMAGE, "%s %s %d %s".formatted(text, size, steps, grain).getBytes());
        }

        @dev.polyphony.agent.annotation.Tool(name = "words.count", does = "Counts words.", pure = true)
        public static long count(String text) {
            return text.split(" ").length;
        }

        @dev.polyphony.agent.annotation.Tool(name = "note.keep", does = "Keeps a note.", writes = true)
        public String keep(@dev.polyphony.agent.annotation.Port(choices = {"today", "later"}) String when) {
            return when;
        }
    }

    @Test
    void aMethodIsAToolWithAllThatItsAnnotationSays() throws Exception {
        Tool paint = tool(new Studio(), "image.paint");
        assertThat(paint.signature().does()).isEqualTo("Paints a picture.");
        assertThat(paint.signature().examples()).containsExactly("paint a horse", "draw a cat");
        assertThat(paint.signature().inputs())
                .containsExactly(
                        Port.one("text", TEXT).describedAs("what to paint"),
                        Port.choice("size", "small", "very_large"),
                        Port.number("steps", 20, 1, 50),
                        Port.choice("grain", "false", "true"));
        assertThat(paint.signature().outputs()).containsExactly(Port.one("picture", IMAGE));
        assertThat(paint.traits()).isEqualTo(new Traits("3", "MIT", false, Duration.ofSeconds(5), false));
        assertThat(paint.bindings()).singleElement().satisfies(binding -> {
            assertThat(binding.id()).isEqualTo("studio");
            assertThat(binding.local()).isFalse();
            assertThat(binding.model()).isEqualTo("brush 1");
            assertThat(binding.costUsd()).isEqualTo(0.5);
            assertThat(binding.atOnce()).isEqualTo(2);
        });
        Outputs outputs = run(paint, Map.of("text", "a cat", "size", "very_large", "grain", "true"));
        assertThat(((Media) outputs.values().get("picture").get(0)).bytes())
                .asString()
                .isEqualTo("a cat VERY_LARGE 20 true");
    }

    @Test
    void methodsAreOrderedByTheNameOfTheirTools() {
        assertThat(AnnotatedTools.of(new Studio()).tools())
                .extracting(Tool::name)
                .containsExactly("image.paint", "note.keep", "words.count");
    }

    @Test
    void effectsAreTraits() throws Exception {
        assertThat(tool(new Studio(), "words.count").traits().pure()).isTrue();
        assertThat(tool(new Studio(), "note.keep").traits().writes()).isTrue();
        assertThat(text(run(tool(new Studio(), "words.count"), Map.of("text", "one two"))))
                .isEqualTo("2");
        assertThat(text(run(tool(new Studio(), "note.keep"), Map.of()))).isEqualTo("today");
    }

    record Scene(
            @dev.polyphony.agent.annotation.Port(modality = dev.polyphony.agent.Modality.IMAGE)
            Media picture,

            @dev.polyphony.agent.annotation.Port(modality = dev.polyphony.agent.Modality.AUDIO, optional = true)
            @Nullable
            Media voice,

            @dev.polyphony.agent.annotation.Port(defaultValue = "1.5")
            double speed) {}

    record Found(
            @dev.polyphony.agent.annotation.Port(what = "what was found")
            Value.Labels labels,

            @dev.polyphony.agent.annotation.Port(modality = dev.polyphony.agent.Modality.MASK)
            List<Media> regions,

            Optional<String> remark) {}

    static class Records {
        @dev.polyphony.agent.annotation.Tool(name = "scene.look", does = "Looks at a scene.")
        Found look(Scene scene, @Nullable String question) throws IOException {
            return new Found(
                    new Value.Labels(
                            List.of(new Value.Label("bytes", scene.picture().bytes().length))),
                    List.of(Media.of(MASK, new byte[] {1}), Media.of(MASK, new byte[] {2})),
                    Optional.ofNullable(question)
                            .map(q -> q + " " + scene.speed() + " " + (scene.voice() == null ? "mute" : "loud")));
        }
    }

    @Test
    void recordsAreInputsAndOutputsByTheirComponents() throws Exception {
        Tool look = tool(new Records(), "scene.look");
        assertThat(look.signature().inputs())
                .containsExactly(
                        Port.one("picture", IMAGE),
                        Port.optional("voice", AUDIO),
                        new Port("speed", TEXT, Cardinality.OPTIONAL, "", List.of(), null, null, "1.5"),
                        Port.optional("question", TEXT));
        assertThat(look.signature().outputs())
                .containsExactly(
                        Port.one("labels", LABELS).describedAs("what was found"),
                        Port.many("regions", MASK),
                        Port.optional("remark", TEXT));
        Outputs plain = run(look, Map.of("picture", PHOTO));
        assertThat(plain.values()).containsOnlyKeys("labels", "regions");
        assertThat(plain.values().get("regions")).hasSize(2);
        Outputs asked = run(look, Map.of("picture", PHOTO, "question", "What?", "voice", Media.of(AUDIO, new byte[1])));
        assertThat(asked.values().get("remark")).containsExactly(new Value.Text("What? 1.5 loud"));
    }

    static class Lists {
        @dev.polyphony.agent.annotation.Tool(name = "number.add", does = "Adds numbers.")
        double add(List<Double> numbers, Optional<Integer> more) {
            return numbers.stream().mapToDouble(n -> n).sum() + more.orElse(0);
        }

        @dev.polyphony.agent.annotation.Tool(name = "image.join", does = "Joins pictures.")
        @dev.polyphony.agent.annotation.Port(modality = dev.polyphony.agent.Modality.IMAGE)
        byte[] join(
                @dev.polyphony.agent.annotation.Port(modality = dev.polyphony.agent.Modality.IMAGE)
                        List<byte[]> pictures,
                @dev.polyphony.agent.annotation.Port(modality = dev.polyphony.agent.Modality.IMAGE) Path frame)
                throws IOException {
            return (pictures.size() + ":" + Files.size(frame)).getBytes();
        }

        @dev.polyphony.agent.annotation.Tool(name = "size.next", does = "Names the next size.")
        Size next(Size size) {
            return size == Size.SMALL ? Size.VERY_LARGE : Size.SMALL;
        }
    }

    @Test
    void listsOptionalsNumbersBytesAndFilesAreRead() throws Exception {
        Tool add = tool(new Lists(), "number.add");
        assertThat(add.signature().inputs()).containsExactly(Port.many("numbers", TEXT), Port.optional("more", TEXT));
        assertThat(text(run(add, Map.of("numbers", List.of("1", "2.5"), "more", "4"))))
                .isEqualTo("7.5");
        assertThat(text(run(add, Map.of("numbers", List.of("1e2"))))).isEqualTo("100");
        Outputs joined =
                run(tool(new Lists(), "image.join"), Map.of("pictures", List.of(PHOTO, PHOTO), "frame", PHOTO));
        assertThat(((Media) joined.values().get("image").get(0)).bytes())
                .asString()
                .isEqualTo("2:3");
        assertThat(text(run(tool(new Lists(), "size.next"), Map.of()))).isEqualTo("very_large");
    }

    @Test
    void refusesWhatIsNoNumberOrNoWholeOne() {
        Tool paint = tool(new Studio(), "image.paint");
        assertThatThrownBy(() -> run(tool(new Lists(), "number.add"), Map.of("numbers", List.of("one"))))
                .isInstanceOf(ToolArgumentsException.class)
                .hasMessageContainingAll("\"numbers\" (one) is no number", "Maybe write it in digits");
        assertThatThrownBy(() -> run(paint, Map.of("text", "a", "steps", "2.5")))
                .isInstanceOf(ToolArgumentsException.class)
                .hasMessageContainingAll("\"steps\" (2.5) is no int", "Maybe a whole number");
        assertThatThrownBy(() -> run(paint, Map.of("text", "a", "steps", "99")))
                .isInstanceOf(ToolArgumentsException.class)
                .hasMessageContainingAll("\"steps\"", "\"99\" must be a number in [1, 50]", "Maybe");
        assertThatThrownBy(() -> run(paint, Map.of("text", PHOTO)))
                .isInstanceOf(ToolArgumentsException.class)
                .hasMessageContainingAll("\"text\" is IMAGE, not TEXT", "Maybe");
        assertThatThrownBy(() -> run(paint, Map.of()))
                .isInstanceOf(ToolArgumentsException.class)
                .hasMessageContainingAll("\"text\" is empty", "Maybe");
    }

    static class Faulty {
        @dev.polyphony.agent.annotation.Tool(name = "a.fails", does = "Fails.")
        String fails() {
            throw new IllegalStateException("no ink");
        }

        @dev.polyphony.agent.annotation.Tool(name = "a.breaks", does = "Breaks.")
        String breaks() {
            throw new StackOverflowError("deep");
        }

        @dev.polyphony.agent.annotation.Tool(name = "a.null", does = "Gives null.")
        String gives() {
            return null;
        }

        @dev.polyphony.agent.annotation.Tool(name = "a.nan", does = "Gives no number.")
        double number() {
            return Double.NaN;
        }
    }

    @Test
    void whatAMethodThrowsComesOutAsItIs() {
        assertThatThrownBy(() -> run(tool(new Faulty(), "a.fails"), Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no ink");
        assertThatThrownBy(() -> run(tool(new Faulty(), "a.breaks"), Map.of())).isInstanceOf(StackOverflowError.class);
    }

    @Test
    void refusesNullAndNoNumberAsResults() {
        assertThatThrownBy(() -> run(tool(new Faulty(), "a.null"), Map.of()))
                .isInstanceOf(ToolFailedException.class)
                .hasMessageContainingAll("the result of Faulty.gives is null", "Maybe");
        assertThatThrownBy(() -> run(tool(new Faulty(), "a.nan"), Map.of()))
                .isInstanceOf(ToolFailedException.class)
                .hasMessageContainingAll("NaN", "Maybe");
    }

    interface Speaks {
        @dev.polyphony.agent.annotation.Tool(name = "text.say", does = "Says it.")
        String say(String text);
    }

    static class Loud implements Speaks {
        @Override
        public String say(String text) {
            return text.toUpperCase(java.util.Locale.ROOT);
        }
    }

    static class Proxy extends Loud {
        @Override
        public String say(String text) {
            return super.say(text) + "!";
        }
    }

    @Test
    void annotationsOfInterfacesAndSuperclassesCountAndTheOverridingMethodIsCalled() throws Exception {
        assertThat(text(run(tool(new Proxy(), "text.say"), Map.of("text", "hello"))))
                .isEqualTo("HELLO!");
    }

    @Test
    void refusesTwoMethodsOfOneToolName() {
        assertThatThrownBy(() -> AnnotatedTools.of(new Loud(), new Proxy()))
                .isInstanceOf(RegistrationException.class)
                .hasMessageContainingAll("Speaks.say and Speaks.say are both named \"text.say\"", "Maybe rename");
    }
}
