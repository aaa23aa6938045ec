package dev.polyphony.agent.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.RegistrationException;
import dev.polyphony.agent.ToolCall;
import dev.polyphony.agent.Value;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each registration error of annotated methods names the element and says what to do. Longer than 400 lines, for each message
 * stands beside the smallest declaration that earns it.
 */
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // they are found by reflection
class AnnotationFaultsTest {
    private static void refuses(Object object, String... parts) {
        assertThatThrownBy(() -> AnnotatedTools.of(object))
                .isInstanceOf(RegistrationException.class)
                .hasMessageContainingAll(parts)
                .hasMessageContaining("\nMaybe ");
    }

    @Test
    void anObjectWithoutTools() {
        refuses(Map.of(), "has no method with @Tool", "annotate one");
    }

    @Test
    void aClassInPlaceOfAnObject() {
        refuses(String.class, "String is a class", "new String()");
    }

    @Test
    void aMethodThatGivesNothing() {
        refuses(
                new Object() {
                    @Tool(name = "a.b", does = "Does.")
                    void nothing() {}
                },
                ".nothing gives nothing",
                "return a String");
    }

    @Test
    void aMalformedToolName() {
        refuses(
                new Object() {
                    @Tool(name = "paint it", does = "Does.")
                    String paint() {
                        return "";
                    }
                },
                ".paint: ",
                "\"paint it\"");
    }

    @Test
    void anEmptySentence() {
        refuses(
                new Object() {
                    @Tool(name = "a.b", does = "")
                    String paint() {
                        return "";
                    }
                },
                ".paint: ",
                "\"a.b\" does not say what it does");
    }

    @Test
    void aTimeoutOfNothing() {
        refuses(
                new Object() {
                    @Tool(name = "a.b", does = "Does.", withinSeconds = 0)
                    String paint() {
                        return "";
                    }
                },
                ".paint: ",
                "the timeout (PT0S) must be positive");
    }

    @Test
    void aNegativePrice() {
        refuses(
                new Object() {
                    @Tool(name = "a.b", does = "Does.", costUsd = -1)
                    String paint() {
                        return "";
                    }
                },
                ".paint: ",
                "costUsd (-1.0)");
    }

    @Test
    void pureAndWrites() {
        refuses(
                new Object() {
                    @Tool(name = "a.b", does = "Does.", pure = true, writes = true)
                    String paint() {
                        return "";
                    }
                },
                ".paint: ",
                "pure and writes");
    }

    @Test
    void aTypeThatFitsNoPort() {
        refuses(
                new Object() {
                    @Tool(name = "a.b", does = "Does.")
                    String paint(Thread thread) {
                        return "";
                    }
                },
                "parameter \"thread\" of ",
                ".paint: the type java.lang.Thread fits no port",
                "String, a number");
    }

    @Test
    void aRawList() {
        refuses(
                new Object() {
                    @Tool(name = "a.b", does = "Does.")
                    @SuppressWarnings("rawtypes")
                    String paint(List list) {
                        return "";
                    }
                },
                "parameter \"list\"",
                "java.util.List fits no port");
    }

    @Test
    void aListOfLists() {
        refuses(
                new Object() {
                    @Tool(name = "a.b", does = "Does.")
                    String paint(List<List<String>> lists) {
                        return "";
                    }
                },
                "parameter \"lists\"",
                "java.util.List<java.util.List<java.lang.String>> fits no port");
    }

    @Test
    void outputsThatAreNotDeclared() {
        refuses(
                new Object() {
                    @Tool(name = "a.b", does = "Does.")
                    Outputs paint() {
                        return Outputs.of("text", new Value.Text(""));
                    }
                },
                "the result of ",
                ".paint: the type dev.polyphony.agent.Outputs fits no port");
    }

    @Test
    void mediaOfUnknownModality() {
        refuses(
                new Object() {
                    @Tool(name = "a.b", does = "Does.")
                    String paint(Media picture) {
                        return "";
                    }
                },
                "parameter \"picture\"",
                "a Media may hold anything",
                "@Port(modality = Modality.IMAGE)");
        refuses(
                new Object() {
                    @Tool(name = "a.b", does = "Does.")
                    byte[] paint() {
                        return new byte[0];
                    }
                },
                "the result of ",
                "a byte[] may hold anything");
    }

    @Test
    void twoModalities() {
        refuses(
                new Object() {
                    @Tool(name = "a.b", does = "Does.")
                    String paint(@Port(modality = {Modality.IMAGE, Modality.MASK}) Media picture) {
                        return "";
                    }
                },
                "parameter \"picture\"",
                "2 modalities",
                "[IMAGE, MASK]");
    }

    @Test
    void aModalityThatTheTypeCantHold() {
        refuses(
                new Object() {
                    @Tool(name = "a.b", does = "Does.")
                    String paint(@Port(modality = Modality.IMAGE) String picture) {
                        return "";
                    }
                },
                "parameter \"picture\"",
                "a String can't hold IMAGE",
                "make it Media");
        refuses(
                new Object() {
                    @Tool(name = "a.b", does = "Does.")
                    String paint(@Port(modality = Modality.LABELS) byte[] labels) {
                        return "";
                    }
                },
                "a byte[] can't hold LABELS",
                "make it a Value");
    }

    @Test
    void choicesOfWhatIsNoString() {
        refuses(
                new Object() {
                    @Tool(name = "a.b", does = "Does.")
                    String paint(@Port(choices = {"1", "2"}) int steps) {
                        return "";
                    }
                },
                "parameter \"steps\"",
                "choices are for a String, not for int");
    }

    @Test
    void aRangeOfWhatIsNoNumber() {
        refuses(
                new Object() {
                    @Tool(name = "a.b", does = "Does.")
                    String paint(@Port(max = 3) String steps) {
                        return "";
                    }
                },
                "parameter \"steps\"",
                "a range is for a number, not for String");
    }

    @Test
    void anEmptyRange() {
        refuses(
                new Object() {
                    @Tool(name = "a.b", does = "Does.")
                    String paint(@Port(min = 4, max = 3) int steps) {
                        return "";
                    }
                },
                "parameter \"steps\"",
                "the range [4.0, 3.0] is empty");
    }

    @Test
    void defaultsThatDoNotFit() {
        refuses(
                new Object() {
                    @Tool(name = "a.b", does = "Does.")
                    String paint(@Port(min = 1, max = 3, defaultValue = "4") int steps) {
                        return "";
                    }
                },
                "parameter \"steps\"",
                "the default \"4\" must be a number in [1, 3]");
        refuses(
                new Object() {
                    @Tool(name = "a.b", does = "Does.")
                    String paint(@Port(defaultValue = "2.5") int steps) {
                        return "";
                    }
                },
                "parameter \"steps\"",
                "the default of input \"steps\" (2.5) is no int");
        refuses(
                new Object() {
                    @Tool(name = "a.b", does = "Does.")
                    String paint(@Port(choices = "a", defaultValue = "b") String word) {
                        return "";
                    }
                },
                "parameter \"word\"",
                "the default (b) is none of its choices [a]");
    }

    @Test
    void aDefaultOfMediaOrOfAList() {
        refuses(
                new Object() {
                    @Tool(name = "a.b", does = "Does.")
                    String paint(@Port(modality = Modality.IMAGE, defaultValue = "x") Media picture) {
                        return "";
                    }
                },
                "parameter \"picture\"",
                "a default is for words and numbers, not for Media");
        refuses(
                new Object() {
                    @Tool(name = "a.b", does = "Does.")
                    String paint(@Port(defaultValue = "x") List<String> words) {
                        return "";
                    }
                },
                "parameter \"words\"",
                "not for a list");
    }

    @Test
    void aPrimitiveThatMayBeAbsent() {
        refuses(
                new Object() {
                    @Tool(name = "a.b", does = "Does.")
                    String paint(@Port(optional = true) int steps) {
                        return "";
                    }
                },
                "parameter \"steps\"",
                "a int is never absent",
                "set a defaultValue");
    }

    @Test
    void aListThatMayBeAbsent() {
        refuses(
                new Object() {
                    @Tool(name = "a.b", does = "Does.")
                    String paint(@Port(optional = true) List<String> words) {
                        return "";
                    }
                },
                "parameter \"words\"",
                "a list is never absent");
    }

    @Test
    void anOutputWithARange() {
        refuses(
                new Object() {
                    @Tool(name = "a.b", does = "Does.")
                    @Port(min = 1)
                    int paint() {
                        return 1;
                    }
                },
                "the result of ",
                "an output has no choices, range or default");
    }

    @Test
    void aMalformedPortName() {
        refuses(
                new Object() {
                    @Tool(name = "a.b", does = "Does.")
                    String paint(@Port("The Words") String words) {
                        return "";
                    }
                },
                "parameter \"words\"",
                "port \"The Words\" must be a lower-case letter");
    }

    @Test
    void twoInputsOfOneName() {
        refuses(
                new Object() {
                    @Tool(name = "a.b", does = "Does.")
                    String paint(String words, @Port("words") String more) {
                        return "";
                    }
                },
                ".paint: ",
                "declares the input \"words\" twice");
    }

    @Test
    void thePortOfACall() {
        refuses(
                new Object() {
                    @Tool(name = "a.b", does = "Does.")
                    String paint(@Port("call") ToolCall call) {
                        return "";
                    }
                },
                "parameter \"call\"",
                "is the call, which is no port");
    }

    record Nothing() {}

    record Inner(String text) {}

    record Outer(Inner inner) {}

    record Picky(Media picture) {}

    @Test
    void recordsThatFitNoPorts() {
        refuses(
                new Object() {
                    @Tool(name = "a.b", does = "Does.")
                    String paint(Nothing nothing) {
                        return "";
                    }
                },
                "parameter \"nothing\"",
                "the record Nothing without components");
        refuses(
                new Object() {
                    @Tool(name = "a.b", does = "Does.")
                    Outer paint() {
                        return new Outer(new Inner(""));
                    }
                },
                "component \"inner\" of Outer (the result of ",
                "a record in a record");
        refuses(
                new Object() {
                    @Tool(name = "a.b", does = "Does.")
                    String paint(Picky picky) {
                        return "";
                    }
                },
                "component \"picture\" of Picky (parameter \"picky\" of ",
                "a Media may hold anything");
        refuses(
                new Object() {
                    @Tool(name = "a.b", does = "Does.")
                    String paint(@Port("x") Inner inner) {
                        return "";
                    }
                },
                "parameter \"inner\"",
                "is a record, whose components are the ports");
        refuses(
                new Object() {
                    @Tool(name = "a.b", does = "Does.")
                    @Port("x")
                    Inner paint() {
                        return new Inner("");
                    }
                },
                "the result of ",
                "is a record, whose components are the ports");
    }

    enum Twins {
        RED,
        red
    }

    @Test
    void anEnumWhoseWordsAreOne() {
        refuses(
                new Object() {
                    @Tool(name = "a.b", does = "Does.")
                    String paint(Optional<Twins> colour) {
                        return "";
                    }
                },
                "parameter \"colour\"",
                "RED and red of the enum Twins are the same word");
    }

    @Test
    void aParameterWhoseNameWasNotCompiledIn(@TempDir Path folder) throws Exception {
        Path source = Files.writeString(folder.resolve("Nameless.java"), """
                public class Nameless {
                    @dev.polyphony.agent.annotation.Tool(name = "a.b", does = "Does.")
                    public String paint(String words) { return ""; }
                }
                """);
        int code = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", apiClasses(), "-d", folder.toString(), source.toString());
        assertThat(code).isZero();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            Object nameless = loader.loadClass("Nameless").getConstructor().newInstance();
            refuses(nameless, "parameter 1 of Nameless.paint", "it has no name", "@Port(\"picture\")", "-parameters");
        }
    }

    private static String apiClasses() throws Exception {
        URI location =
                Media.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        return Path.of(location).toString();
    }
}
