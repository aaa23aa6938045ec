package dev.polyphony.agent;

import static dev.polyphony.agent.Modality.IMAGE;
import static dev.polyphony.agent.Modality.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolDeclarationTest {
    @Test
    void readsAsASentence() {
        Tool caption = Tool.named("image.caption")
                .does("Describes one picture in one English sentence.")
                .takes("picture", IMAGE)
                .whenAsked("what is in this picture", "describe the photo")
                .within(Duration.ofSeconds(5))
                .pure()
                .version("2")
                .licence("Apache-2.0")
                .model("tiny 1.0")
                .gives(TEXT, call -> "a cat");
        assertThat(caption.name()).isEqualTo("image.caption");
        assertThat(caption.signature().outputs()).containsExactly(Port.one("text", TEXT));
        assertThat(caption.signature().examples()).hasSize(2);
        assertThat(caption.traits()).isEqualTo(new Traits("2", "Apache-2.0", true, Duration.ofSeconds(5)));
        assertThat(caption.bindings()).singleElement().satisfies(binding -> {
            assertThat(binding.local()).isTrue();
            assertThat(binding.model()).isEqualTo("tiny 1.0");
        });
    }

    @Test
    void saysThatContentLeavesTheMachine() {
        Tool tool = Tool.named("a.b").does("Does.").servedBy("hf:x/y").gives(TEXT, call -> "");
        assertThat(tool.bindings().get(0)).satisfies(binding -> {
            assertThat(binding.id()).isEqualTo("hf:x/y");
            assertThat(binding.local()).isFalse();
        });
    }

    @Test
    void saysThatACallWrites() {
        Tool tool = Tool.named("mail.send").does("Sends.").writes().gives(TEXT, call -> "sent");
        assertThat(tool.traits().writes()).isTrue();
        assertThat(Traits.DEFAULT.writes()).isFalse();
    }

    @Test
    void refusesAToolThatIsPureAndWrites() {
        assertThatThrownBy(() ->
                        Tool.named("mail.send").does("Sends.").pure().writes().gives(TEXT, call -> "sent"))
                .isInstanceOf(RegistrationException.class)
                .hasMessageContainingAll("\"mail.send\" is pure and writes", "Maybe leave pure out");
    }

    @Test
    void refusesAMalformedToolName() {
        assertThatThrownBy(() -> Tool.named("picture to text").does("Does.").gives(TEXT, call -> ""))
                .isInstanceOf(RegistrationException.class)
                .hasMessageContainingAll("picture to text", "Maybe \"image.caption\"");
    }

    @Test
    void refusesAnEmptySentence() {
        assertThatThrownBy(() -> Tool.named("a.b").does(" ").gives(TEXT, call -> ""))
                .hasMessageContainingAll("\"a.b\" does not say what it does", "Maybe add .does(");
    }

    @Test
    void refusesAToolThatGivesNothing() {
        assertThatThrownBy(
                        () -> Tool.named("a.b").does("Does.").gives().by(call -> Outputs.of("x", new Value.Text(""))))
                .hasMessageContainingAll("\"a.b\" gives nothing", "Maybe end it");
    }

    @Test
    void refusesAnInputThatIsDeclaredTwice() {
        assertThatThrownBy(
                        () -> Tool.named("a.b").does("Does.").takes("x", TEXT).takes("x", IMAGE))
                .hasMessageContainingAll("\"a.b\"", "input \"x\" twice", "Maybe rename");
    }

    @Test
    void refusesAnOutputThatIsDeclaredTwice() {
        assertThatThrownBy(() -> Tool.named("a.b")
                        .does("Does.")
                        .gives(Port.one("x", TEXT), Port.one("x", IMAGE))
                        .by(call -> Outputs.of("x", new Value.Text(""))))
                .hasMessageContainingAll("output \"x\" twice");
    }

    @Test
    void refusesAMalformedPortName() {
        assertThatThrownBy(() -> Port.one("The Picture", IMAGE))
                .hasMessageContainingAll("The Picture", "Maybe \"picture\"");
    }

    @Test
    void refusesADefaultThatIsNoChoice() {
        assertThatThrownBy(() -> new Port("size", TEXT, Cardinality.OPTIONAL, "", List.of("s", "m"), null, null, "l"))
                .hasMessageContainingAll("\"size\"", "(l)", "[s, m]", "Maybe");
    }

    @Test
    void refusesAnEmptyRange() {
        assertThatThrownBy(() -> Port.number("speed", 1, 3, 2))
                .hasMessageContainingAll("\"speed\"", "[3.0, 2.0]", "Maybe");
    }

    @Test
    void refusesATimeoutOfNothing() {
        assertThatThrownBy(() -> Tool.named("a.b").does("Does.").within(Duration.ZERO))
                .hasMessageContainingAll("\"a.b\"", "PT0S", "Maybe");
    }

    @Test
    void refusesAToolWithoutABinding() {
        Signature signature = new Signature("a.b", "Does.", List.of(), List.of(Port.one("text", TEXT)), List.of());
        assertThatThrownBy(() -> new Tool(signature, Traits.DEFAULT, List.of()))
                .hasMessageContainingAll("\"a.b\" has no binding", "Maybe");
    }

    @Test
    void refusesTwoToolsOfOneNameInAToolbox() {
        assertThatThrownBy(() -> Toolbox.of(Fixtures.READ, Fixtures.READ))
                .isInstanceOf(RegistrationException.class)
                .hasMessageContainingAll("two tools are named \"image.read\"", "Maybe");
    }

    @Test
    void leavesAnAbsentToolOutThatIsThere() {
        AbsentTool absent = new AbsentTool(Fixtures.READ.signature(), "install it");
        assertThat(Toolbox.of(List.of(Fixtures.READ), List.of(absent)).absent()).isEmpty();
        assertThat(Toolbox.of(List.of(Fixtures.SPEAK), List.of(absent)).absent())
                .containsExactly(absent);
    }

    @Test
    void refusesABodyThatReturnsNoValue() {
        Tool tool = Tool.named("a.b").does("Does.").gives(TEXT, call -> 7);
        assertThatThrownBy(() -> tool.bindings().get(0).body().run(new NoCall()))
                .isInstanceOf(ToolFailedException.class)
                .hasMessageContainingAll("\"a.b\"", "java.lang.Integer", "Maybe");
    }
}
