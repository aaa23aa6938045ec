package dev.polyphony.tools.anytoany.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.polyphony.agent.RegistrationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
    private static byte[] golden(String name) throws IOException {
        try (InputStream in = SafetensorsTest.class.getResourceAsStream("/golden/bundle/" + name)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    private static byte[] file(String header, int dataBytes) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + dataBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .array();
    }

    @Test
    void readsEveryTypeAsPythonWroteIt() throws IOException {
        Safetensors file = Safetensors.of("types", golden("types.safetensors"));
        JsonNode numbers = new ObjectMapper().readTree(golden("types.json"));
        assertThat(file.tensors()).hasSize(numbers.size());
        numbers.fields().forEachRemaining(field -> {
            float[] read = file.floats(field.getKey());
            assertThat(read).as(field.getKey()).hasSize(field.getValue().size());
            for (int i = 0; i < read.length; i++) {
                float wanted = (float) field.getValue().get(i).asDouble(Double.POSITIVE_INFINITY);
                assertThat(read[i]).as("%s[%d]", field.getKey(), i).isEqualTo(wanted);
            }
        });
        assertThat(file.longs("i64")).containsExactly(0, -1, 1L << 40);
        assertThat(file.longs("u8")).containsExactly(0, 255);
        assertThat(file.longs("flag")).containsExactly(1, 0);
    }

    @Test
    void readsAFileAsItReadsBytes(@TempDir Path folder) throws IOException {
        Path path = Files.write(folder.resolve("types.safetensors"), golden("types.safetensors"));
        Safetensors file = Safetensors.open(path);
        assertThat(file.floats("f16"))
                .containsExactly(
                        Safetensors.of("types", golden("types.safetensors")).floats("f16"));
        assertThat(file.name()).isEqualTo("types.safetensors");
    }

    @Test
    void restoresWholeNumbersByTheScaleOfTheirRow() throws IOException {
        Weights weights = Weights.of(Safetensors.of("types", golden("types.safetensors")));
        assertThat(weights.under("small").take("weight", 2, 3).values())
                .containsExactly(new float[] {1.27f, -1.27f, 0, 0.5f, 1, -1.5f}, within(1e-6f));
    }

    @Test
    void namesTheTensorThatDoesNotFit() throws IOException {
        Weights weights = Weights.of(Safetensors.of("types", golden("types.safetensors")));
        assertThatThrownBy(() -> weights.take("f32", 5, 2))
                .isInstanceOf(RegistrationException.class)
                .hasMessageContainingAll("\"f32\"", "[2, 5]", "[5, 2]", "Maybe");
        assertThatThrownBy(() -> weights.under("blocks.0").take("up.weight", 1))
                .hasMessageContainingAll("types", "\"blocks.0.up.weight\"");
        assertThatThrownBy(() -> weights.take("i64", 3)).hasMessageContainingAll("\"i64\"", "I64 3", "F32");
        assertThatThrownBy(weights::finish).hasMessageContainingAll("types holds 12 tensor(s)", "bf16");
    }

    @Test
    void readsNoWholeNumbersOutOfFractions() throws IOException {
        Safetensors file = Safetensors.of("types", golden("types.safetensors"));
        assertThatThrownBy(() -> file.longs("f32")).hasMessageContainingAll("\"f32\"", "whole numbers");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}|4|describes 8",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}|12|describes 8",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}|8|12 are needed",
                "{\"a\":{\"dtype\":\"F8\",\"shape\":[8],\"data_offsets\":[0,8]}}|8|\"F8\"",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}|8|without a shape",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647,2147483647],\"data_offsets\":[0,8]}}|8|impossible",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}|8|0 was expected",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]},\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[1,3]}}|3|2 was expected",
                "{\"a\":1}|0|without a shape",
                "{\"a\":{},\"a\":{}}|0|no JSON",
                "[1,|0|no JSON"
            })
    void refusesAHeaderThatDoesNotDescribeTheBytes(String header, int dataBytes, String why) {
        assertThatThrownBy(() -> Safetensors.of("m.safetensors", file(header, dataBytes)))
                .isInstanceOf(RegistrationException.class)
                .hasMessageContainingAll("m.safetensors", why, "Maybe");
    }

    @Test
    void refusesWhatIsCutOffAnywhere() throws IOException {
        byte[] whole = golden("types.safetensors");
        for (int length : new int[] {0, 7, 8, 100, whole.length - 1}) {
            assertThatThrownBy(() -> Safetensors.of("m", Arrays.copyOf(whole, length)))
                    .as("%d bytes", length)
                    .isInstanceOf(RegistrationException.class);
        }
    }
}
