package dev.polyphony.agent.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.StorageException;
import dev.polyphony.agent.ToolFailedException;
import dev.polyphony.agent.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class JsonValueCodecTest {
    private final JsonValueCodec codec = new JsonValueCodec();

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(
                        "boxes", new Value.Boxes(640, 480, List.of(new Value.Box("boat", 0.9, 10, 20.5, 100, 50)))),
                Arguments.of(
                        "labels",
                        new Value.Labels(List.of(new Value.Label("tabby cat", 0.75), new Value.Label("tiger", 0.25)))),
                Arguments.of(
                        "table",
                        new Value.Table(
                                List.of("start_s", "text", "sure", "n"),
                                List.of(
                                        Arrays.asList(4.0, "héllo", true, 4L),
                                        Arrays.asList(null, null, false, Long.MAX_VALUE)))),
                Arguments.of("embedding", new Value.Embedding(List.of(0.1f, -1f, 1.17549435E-38f))));
    }

    @ParameterizedTest
    @MethodSource("values")
    void writesAndReadsTheGoldenFile(String name, Value value) {
        String written = new String(codec.encode(value), StandardCharsets.UTF_8);
        Golden.updateIfAsked("values/" + name, written);
        assertThat(written).isEqualTo(Golden.line("values/" + name));
        assertThat(codec.decode(value.modality(), written.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(value);
        assertThat(codec.mediaType(value.modality())).isEqualTo("application/json");
    }

    @Test
    void keepsTextAsItsUtf8Bytes() {
        Value text = new Value.Text("Zwölf Boote\n🚤 \"quoted\"");
        assertThat(codec.encode(text)).asString(StandardCharsets.UTF_8).isEqualTo("Zwölf Boote\n🚤 \"quoted\"");
        assertThat(codec.decode(Modality.TEXT, codec.encode(text))).isEqualTo(text);
        assertThat(codec.mediaType(Modality.TEXT)).isEqualTo("text/plain");
    }

    @Test
    void keepsEveryFloatOfAnEmbedding() {
        Random random = new Random(7);
        List<Float> floats =
                random.doubles(5_000, -1, 1).mapToObj(d -> (float) d).toList();
        Value embedding = new Value.Embedding(floats);
        assertThat(codec.decode(Modality.EMBEDDING, codec.encode(embedding))).isEqualTo(embedding);
    }

    @Test
    void refusesNumbersThatJsonDoesNotHave() {
        Stream.of(
                        new Value.Embedding(List.of(Float.NaN)),
                        new Value.Labels(List.of(new Value.Label("a", Double.POSITIVE_INFINITY))),
                        new Value.Boxes(1, 1, List.of(new Value.Box("a", 1, Double.NaN, 0, 0, 0))),
                        new Value.Table(List.of("a"), List.of(List.of(Double.NaN))))
                .forEach(value -> assertThatThrownBy(() -> codec.encode(value))
                        .isInstanceOf(ToolFailedException.class)
                        .hasMessageContaining("\nMaybe "));
    }

    @Test
    void refusesACellOfAStrangeType() {
        Value table = new Value.Table(List.of("a"), List.of(List.of(new StringBuilder("x"))));
        assertThatThrownBy(() -> codec.encode(table))
                .isInstanceOf(ToolFailedException.class)
                .hasMessageContaining("java.lang.StringBuilder");
    }

    @Test
    void refusesMedia() {
        assertThatThrownBy(() -> codec.encode(Media.of(Modality.IMAGE, new byte[] {1})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("IMAGE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BOXES|{}",
                "BOXES|[]",
                "LABELS|{\"labels\":[null]}",
                "LABELS|{\"labels\":[{\"label\":\"a\"}]}",
                "TABLE|{\"columns\":[\"a\"],\"rows\":[[1,2]]}",
                "TABLE|{\"columns\":[\"a\"],\"rows\":[[{}]]}",
                "TABLE|{\"columns\":[\"a\"],\"rows\":[null]}",
                "EMBEDDING|{\"values\":[\"a\"]}",
                "EMBEDDING|''",
                "EMBEDDING|null",
                "IMAGE|{}",
            })
    void saysThatBytesAreNotOfTheForm(Modality modality, String json) {
        assertThatThrownBy(() -> codec.decode(modality, json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(StorageException.class)
                .hasMessageContainingAll("the bytes hold no " + modality, "\nMaybe ");
    }

    @Test
    void refusesTextThatIsNotUtf8() {
        assertThatThrownBy(() -> codec.decode(Modality.TEXT, new byte[] {(byte) 0xC3, 0x28}))
                .isInstanceOf(StorageException.class);
    }
}
