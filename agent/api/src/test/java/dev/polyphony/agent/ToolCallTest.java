package dev.polyphony.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolCallTest {
    private final Media photo = Media.of(Modality.IMAGE, new byte[] {1, 2});
    private final ToolCall call = new NoCall(Map.of(
            "picture", List.of(photo),
            "texts", List.of(new Value.Text("a"), new Value.Text("b")),
            "speed", List.of(new Value.Text(" 1.5 ")),
            "word", List.of(new Value.Text("fast"))));

    @Test
    void handsOutTypedInputs() {
        assertThat(call.image("picture")).isSameAs(photo);
        assertThat(call.texts("texts")).containsExactly("a", "b");
        assertThat(call.number("speed")).isEqualTo(1.5);
        assertThat(call.media("picture")).containsExactly(photo);
        assertThat(call.has("nothing")).isFalse();
    }

    @Test
    void refusesAListWhereOneValueIsRead() {
        assertThatThrownBy(() -> call.text("texts"))
                .isInstanceOf(ToolArgumentsException.class)
                .hasMessageContainingAll("\"texts\" holds 2 values", "Maybe");
    }

    @Test
    void refusesToReadAPictureAsWords() {
        assertThatThrownBy(() -> call.text("picture"))
                .hasMessageContainingAll("\"picture\" is IMAGE, not Text", "Maybe");
    }

    @Test
    void refusesWordsAsANumber() {
        assertThatThrownBy(() -> call.number("word")).hasMessageContainingAll("\"word\" (fast) is no number", "Maybe");
    }

    @Test
    void keepsMediaInTheirFileAndWritesOthersToOne(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("x"), new byte[] {7});
        assertThat(Media.of(Modality.AUDIO, file).file(folder)).isEqualTo(file);
        assertThat(Files.readAllBytes(photo.file(folder))).containsExactly(1, 2);
    }

    @Test
    void refusesMediaThatAreNone() {
        assertThatThrownBy(() -> Media.of(Modality.TEXT, new byte[0]))
                .hasMessageContainingAll("TEXT is no media", "Maybe");
    }

    @Test
    void refusesATableRowOfTheWrongWidth() {
        assertThatThrownBy(() -> new Value.Table(List.of("a", "b"), List.of(List.of(1L))))
                .hasMessageContainingAll("row 0 has 1 cells", "2 columns");
    }
}
