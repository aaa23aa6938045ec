package dev.polyphony.tools.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.polyphony.agent.Cardinality;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.RegistrationException;
import dev.polyphony.tools.mcp.McpServer.MediaInput;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaTest {
    private static List<Argument> arguments(String properties, String required, Map<String, MediaInput> takes) {
        try {
            return Schema.arguments(
                    new ObjectMapper()
                            .readTree("{\"type\":\"object\",\"properties\":{%s},\"required\":[%s]}"
                                    .formatted(properties, required)),
                    takes);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static Argument only(String property, boolean required) {
        return arguments("\"x\":" + property, required ? "\"x\"" : "", Map.of()).get(0);
    }

    @Test
    void aStringIsText() {
        assertThat(only("{\"type\":\"string\",\"description\":\"what\\nto say\"}", true)
                        .port())
                .isEqualTo(Port.one("x", Modality.TEXT).describedAs("what to say"));
        assertThat(only("{\"type\":\"string\"}", false).port()).isEqualTo(Port.optional("x", Modality.TEXT));
    }

    @Test
    void anEnumIsAParameterWithChoices() {
        Argument argument = only("{\"type\":\"string\",\"enum\":[\"a\",\"b\"],\"default\":\"b\"}", true);
        assertThat(argument.port().choices()).containsExactly("a", "b");
        assertThat(argument.port().defaultValue()).isEqualTo("b");
        assertThat(argument.port().cardinality()).isEqualTo(Cardinality.OPTIONAL);
        assertThat(only("{\"enum\":[\"a\",\"b\"]}", true).port().isRequired()).isTrue();
    }

    @Test
    void aNumberIsAParameterWithARange() {
        Argument argument = only("{\"type\":\"integer\",\"minimum\":1,\"maximum\":10,\"default\":3}", false);
        assertThat(argument.kind()).isEqualTo(Argument.Kind.INTEGER);
        assertThat(argument.port().min()).isEqualTo(1);
        assertThat(argument.port().max()).isEqualTo(10);
        assertThat(argument.port().defaultValue()).isEqualTo("3");
        assertThat(only("{\"type\":\"number\"}", true).port()).satisfies(port -> {
            assertThat(port.isParameter()).isTrue();
            assertThat(port.isRequired()).isTrue();
        });
    }

    @Test
    void aBooleanIsAParameterOfTwoWords() {
        Argument argument = only("{\"type\":\"boolean\",\"default\":false}", false);
        assertThat(argument.kind()).isEqualTo(Argument.Kind.BOOLEAN);
        assertThat(argument.port().choices()).containsExactly("false", "true");
        assertThat(argument.port().defaultValue()).isEqualTo("false");
    }

    @Test
    void listsTakeMany() {
        assertThat(only("{\"type\":\"array\",\"items\":{\"type\":\"string\"}}", true))
                .satisfies(list -> {
                    assertThat(list.port().cardinality()).isEqualTo(Cardinality.MANY);
                    assertThat(list.kind()).isEqualTo(Argument.Kind.LIST);
                });
        assertThat(only("{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}", true)
                        .kind())
                .isEqualTo(Argument.Kind.LIST_OF_INTEGERS);
    }

    @Test
    void listsThatMayBeAbsentAndObjectsAreJsonInWords() {
        assertThat(only("{\"type\":\"array\",\"items\":{\"type\":\"string\"}}", false))
                .satisfies(list -> {
                    assertThat(list.kind()).isEqualTo(Argument.Kind.LIST_IN_JSON);
                    assertThat(list.port().cardinality()).isEqualTo(Cardinality.OPTIONAL);
                    assertThat(list.port().description()).contains("a JSON list");
                });
        assertThat(only("{\"type\":\"object\"}", true).kind()).isEqualTo(Argument.Kind.JSON);
        assertThat(only("{}", true).kind()).isEqualTo(Argument.Kind.JSON);
    }

    @Test
    void aTypeThatMayBeNullIsTheTypeItself() {
        assertThat(only("{\"type\":[\"string\",\"null\"]}", false).kind()).isEqualTo(Argument.Kind.STRING);
        assertThat(only("{\"anyOf\":[{\"type\":\"integer\"},{\"type\":\"null\"}]}", false)
                        .kind())
                .isEqualTo(Argument.Kind.INTEGER);
        assertThat(only("{\"anyOf\":[{\"type\":\"integer\"},{\"type\":\"string\"}]}", false)
                        .kind())
                .isEqualTo(Argument.Kind.JSON);
    }

    @Test
    void aBase64StringOfAMediaTypeIsMedia() {
        Argument argument =
                only("{\"type\":\"string\",\"contentEncoding\":\"base64\",\"contentMediaType\":\"audio/wav\"}", true);
        assertThat(argument.port().modality()).isEqualTo(Modality.AUDIO);
        assertThat(argument.media()).isEqualTo(new MediaInput(Modality.AUDIO, MediaInput.Form.BASE64));
    }

    @Test
    void settingsMakeAStringMedia() {
        MediaInput picture = new MediaInput(Modality.IMAGE, MediaInput.Form.PATH);
        Argument argument = arguments("\"path\":{\"type\":\"string\"}", "\"path\"", Map.of("path", picture))
                .get(0);
        assertThat(argument.port()).isEqualTo(Port.one("path", Modality.IMAGE));
        assertThat(argument.media()).isEqualTo(picture);
    }

    @Test
    void neededArgumentsComeFirstAndNamesFitPorts() {
        List<Argument> arguments = arguments(
                "\"URL\":{\"type\":\"string\"},\"max-size\":{\"type\":\"string\"},\"max_size\":{\"type\":\"string\"},\"9\":{\"type\":\"string\"}",
                "\"9\"",
                Map.of());
        assertThat(arguments).extracting(Argument::property).containsExactly("9", "URL", "max-size", "max_size");
        assertThat(arguments)
                .extracting(argument -> argument.port().name())
                .containsExactly("argument", "uRL", "max_size", "max_size_2");
    }

    @Test
    void refusesAnEmptyRangeAndTooManyArguments() {
        assertThatThrownBy(() -> only("{\"type\":\"integer\",\"minimum\":9,\"maximum\":1}", true))
                .isInstanceOf(RegistrationException.class)
                .hasMessageContainingAll("port \"x\"", "[9.0, 1.0] is empty", "Maybe");
        StringBuilder many = new StringBuilder("\"p0\":{}");
        for (int i = 1; i < 65; i++) {
            many.append(",\"p").append(i).append("\":{}");
        }
        assertThatThrownBy(() -> arguments(many.toString(), "", Map.of()))
                .isInstanceOf(RegistrationException.class)
                .hasMessageContainingAll("65 arguments", "Maybe");
    }
}
