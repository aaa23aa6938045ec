package dev.polyphony.agent.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.OutputRef;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** {@link Input}s as JSON. A literal is written as a string; numbers and truth values are read as their plain text. */
final class InputJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private InputJson() {}

    static JsonNode write(Input input) {
        if (input instanceof Input.Literal literal) {
            return NODES.textNode(literal.text());
        }
        if (input instanceof Input.Given given) {
            return NODES.objectNode().put("artifact", given.artifactId());
        }
        if (input instanceof Input.Made made) {
            ObjectNode node = NODES.objectNode()
                    .put("task", made.output().taskId())
                    .put("port", made.output().port());
            return made.inferred() ? node.put("inferred", true) : node;
        }
        ArrayNode list = NODES.arrayNode();
        input.items().forEach(item -> list.add(write(item)));
        return list;
    }

    /** @param where is named when it is no input */
    static Input read(JsonNode json, String where) {
        if (!json.isArray()) {
            return readItem(json, where);
        }
        List<Input> list = new ArrayList<>();
        json.forEach(item -> list.add(readItem(item, where)));
        return new Input.Many(list);
    }

    private static Input readItem(JsonNode json, String where) {
        if (json.isValueNode()) {
            return new Input.Literal(plain(json));
        }
        if (json.path("artifact").isTextual()) {
            return new Input.Given(json.path("artifact").asText());
        }
        if (json.path("task").isValueNode() && json.path("port").isTextual()) {
            return new Input.Made(
                    new OutputRef(json.path("task").asText(), json.path("port").asText()),
                    json.path("inferred").asBoolean());
        }
        throw new IllegalArgumentException(
                "%s is neither a scalar, {artifact}, {task, port} nor a flat list of these".formatted(where));
    }

    private static String plain(JsonNode scalar) {
        if (!scalar.isFloatingPointNumber() || !Double.isFinite(scalar.doubleValue())) {
            return scalar.asText();
        }
        BigDecimal number = new BigDecimal(Double.toString(scalar.doubleValue()));
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
