package dev.polyphony.tools.langchain4j;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonNumberSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import dev.polyphony.agent.Cardinality;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Tool;
import java.util.List;

/** A tool as LangChain4j describes it to models. */
final class Specification {
    private Specification() {}

    static ToolSpecification of(Tool tool, String name) {
        JsonObjectSchema.Builder arguments = JsonObjectSchema.builder();
        for (Port port : tool.signature().inputs()) {
            JsonSchemaElement one = one(port);
            arguments.addProperty(
                    port.name(),
                    port.cardinality() == Cardinality.MANY
                            ? JsonArraySchema.builder().items(one).build()
                            : one);
        }
        List<String> required = tool.signature().inputs().stream()
                .filter(Port::isRequired)
                .map(Port::name)
                .toList();
        return ToolSpecification.builder()
                .name(name)
                .description(tool.signature().does())
                .parameters(arguments.required(required).build())
                .build();
    }

    private static JsonSchemaElement one(Port port) {
        if (!port.choices().isEmpty()) {
            return JsonEnumSchema.builder()
                    .enumValues(port.choices())
                    .description(described(port))
                    .build();
        }
        if (port.min() != null || port.max() != null) {
            return JsonNumberSchema.builder().description(described(port)).build();
        }
        return JsonStringSchema.builder().description(described(port)).build();
    }

    private static String described(Port port) {
        StringBuilder words = new StringBuilder(port.description());
        if (port.modality() != Modality.TEXT) {
            words.append(words.isEmpty() ? "" : ": ")
                    .append(port.modality().name().toLowerCase(java.util.Locale.ROOT))
                    .append(", as artifact:ID");
        }
        if (port.min() != null || port.max() != null) {
            words.append(" in [%s, %s]".formatted(port.min(), port.max()));
        }
        if (port.defaultValue() != null) {
            words.append("; ").append(port.defaultValue()).append(" if not set");
        }
        return words.toString().strip();
    }
}
