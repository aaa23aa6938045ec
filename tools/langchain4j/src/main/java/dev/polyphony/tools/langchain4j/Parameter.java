package dev.polyphony.tools.langchain4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonBooleanSchema;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonNumberSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import dev.polyphony.agent.Cardinality;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.ToolArgumentsException;
import dev.polyphony.agent.ToolCall;
import dev.polyphony.agent.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An argument of a LangChain4j tool, and the port that it is filled from.
 *
 * @param property what the method calls it
 */
record Parameter(String property, Port port, Kind kind) {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Whole numbers up to here are exact in JSON as everybody reads it. */
    private static final double MOST = 9_007_199_254_740_991.0;

    /** How words become JSON. */
    enum Kind {
        STRING,
        NUMBER,
        BOOLEAN,
        /** A list of strings or numbers. */
        LIST,
        LIST_OF_NUMBERS,
        /** Any JSON, in words. */
        JSON
    }

    static List<Parameter> of(@Nullable JsonObjectSchema schema) {
        List<Parameter> all = new ArrayList<>();
        if (schema != null) {
            Set<String> required = new HashSet<>(schema.required() == null ? List.of() : schema.required());
            schema.properties().forEach((name, element) -> all.add(of(name, element, required.contains(name))));
        }
        return all;
    }

    private static Parameter of(String name, JsonSchemaElement schema, boolean needed) {
        Cardinality count = needed ? Cardinality.ONE : Cardinality.OPTIONAL;
        if (schema instanceof JsonEnumSchema choice) {
            return new Parameter(name, port(name, schema, count, choice.enumValues(), false), Kind.STRING);
        }
        if (schema instanceof JsonBooleanSchema) {
            return new Parameter(name, port(name, schema, count, List.of("false", "true"), false), Kind.BOOLEAN);
        }
        if (schema instanceof JsonIntegerSchema || schema instanceof JsonNumberSchema) {
            return new Parameter(name, port(name, schema, count, List.of(), true), Kind.NUMBER);
        }
        if (schema instanceof JsonStringSchema) {
            return new Parameter(name, port(name, schema, count, List.of(), false), Kind.STRING);
        }
        if (needed && schema instanceof JsonArraySchema array) {
            boolean numbers = array.items() instanceof JsonIntegerSchema || array.items() instanceof JsonNumberSchema;
            if (numbers || array.items() instanceof JsonStringSchema) {
                return new Parameter(
                        name,
                        port(name, schema, Cardinality.MANY, List.of(), false),
                        numbers ? Kind.LIST_OF_NUMBERS : Kind.LIST);
            }
        }
        return new Parameter(
                name, port(name, schema, count, List.of(), false).describedAs(said(schema) + " (as JSON)"), Kind.JSON);
    }

    private static Port port(
            String name, JsonSchemaElement schema, Cardinality count, List<String> choices, boolean number) {
        String clean = name.replaceAll("[^A-Za-z0-9_]+", "_").replaceAll("^[^A-Za-z]+", "");
        String port =
                clean.isEmpty() ? "argument" : clean.substring(0, 1).toLowerCase(Locale.ROOT) + clean.substring(1);
        return new Port(
                port, Modality.TEXT, count, said(schema), choices, number ? -MOST : null, number ? MOST : null, null);
    }

    private static String said(JsonSchemaElement schema) {
        return schema.description() == null ? "" : schema.description();
    }

    /** Returns the argument for a call, or null if it is left out. */
    @Nullable
    Object read(ToolCall call) {
        List<Value> values = call.values(port.name());
        if (values.isEmpty()) {
            return null;
        }
        List<Object> items = new ArrayList<>();
        values.forEach(value -> items.add(item(((Value.Text) value).text())));
        return kind == Kind.LIST || kind == Kind.LIST_OF_NUMBERS ? items : items.get(0);
    }

    private Object item(String words) {
        try {
            return switch (kind) {
                case STRING, LIST -> words;
                case BOOLEAN -> Boolean.valueOf(words);
                case NUMBER, LIST_OF_NUMBERS -> new BigDecimal(words.strip());
                case JSON -> JSON.readValue(words, Object.class);
            };
        } catch (NumberFormatException e) {
            throw new ToolArgumentsException(
                    "input \"%s\" (%s) is no number.\nMaybe write it in digits.".formatted(port.name(), words), e);
        } catch (JsonProcessingException e) {
            throw new ToolArgumentsException(
                    "input \"%s\" is no JSON: %s.\nMaybe write it as the tool's description says."
                            .formatted(port.name(), e.getOriginalMessage()),
                    e);
        }
    }
}
