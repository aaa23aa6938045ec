package dev.polyphony.tools.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.ToolArgumentsException;
import dev.polyphony.agent.Value;
import dev.polyphony.testkit.FakeCall;
import dev.polyphony.tools.mcp.McpServer.MediaInput;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentTest {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0};

    @TempDir
    Path folder;

    private @Nullable Object read(Argument.Kind kind, String... words) throws IOException {
        Argument argument = new Argument("p", Port.one("x", Modality.TEXT), kind, null);
        List<Value> values = Arrays.stream(words).<Value>map(Value.Text::new).toList();
        return argument.read(FakeCall.of(values.isEmpty() ? Map.of() : Map.of("x", values), folder));
    }

    private String read(Media media, MediaInput.Form form) throws IOException {
        Argument argument = new Argument(
                "p", Port.one("x", Modality.IMAGE), Argument.Kind.STRING, new MediaInput(Modality.IMAGE, form));
        return String.valueOf(argument.read(FakeCall.of(Map.of("x", List.of(media)), folder)));
    }

    @Test
    void wordsBecomeJson() throws IOException {
        assertThat(read(Argument.Kind.STRING, "7")).isEqualTo("7");
        assertThat(read(Argument.Kind.NUMBER, " 1.5 ")).isEqualTo(new BigDecimal("1.5"));
        assertThat(read(Argument.Kind.INTEGER, "3.0")).isEqualTo(3L);
        assertThat(read(Argument.Kind.BOOLEAN, "true")).isEqualTo(true);
        assertThat(read(Argument.Kind.LIST, "a", "b")).isEqualTo(List.of("a", "b"));
        assertThat(read(Argument.Kind.LIST_OF_INTEGERS, "1", "2")).isEqualTo(List.of(1L, 2L));
        assertThat(read(Argument.Kind.JSON, "{\"a\":[1]}")).isEqualTo(Map.of("a", List.of(1)));
        assertThat(read(Argument.Kind.JSON, "plain words")).isEqualTo("plain words");
        assertThat(read(Argument.Kind.LIST_IN_JSON, "[\"a\",\"b\"]")).isEqualTo(List.of("a", "b"));
        assertThat(read(Argument.Kind.LIST_IN_JSON, "only one")).isEqualTo(List.of("only one"));
        assertThat(read(Argument.Kind.STRING)).isNull();
    }

    @Test
    void refusesWhatIsNoNumber() {
        assertThatThrownBy(() -> read(Argument.Kind.NUMBER, "many"))
                .isInstanceOf(ToolArgumentsException.class)
                .hasMessageContainingAll("\"x\" (many) is no number", "Maybe");
        assertThatThrownBy(() -> read(Argument.Kind.INTEGER, "1.5"))
                .isInstanceOf(ToolArgumentsException.class)
                .hasMessageContainingAll("\"x\" (1.5) is no whole number", "Maybe");
    }

    @Test
    void mediaBecomeStrings() throws IOException {
        Media picture = Media.of(Modality.IMAGE, PNG);
        assertThat(read(picture, MediaInput.Form.BASE64)).isEqualTo("iVBORw0KGgoA");
        assertThat(read(picture, MediaInput.Form.DATA_URL)).isEqualTo("data:image/png;base64,iVBORw0KGgoA");
    }

    @Test
    void aPathIsThatOfACopyWithTheRightEnding() throws IOException {
        Path kept = Files.write(folder.resolve("kept"), PNG);
        String path = read(Media.of(Modality.IMAGE, kept), MediaInput.Form.PATH);
        assertThat(path).endsWith(".png").isNotEqualTo(kept.toString());
        assertThat(Files.readAllBytes(Path.of(path))).isEqualTo(PNG);
    }
}
