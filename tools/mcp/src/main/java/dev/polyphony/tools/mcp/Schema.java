package dev.polyphony.tools.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.polyphony.agent.Cardinality;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.RegistrationException;
import dev.polyphony.tools.mcp.McpServer.MediaInput;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the JSON Schema of a tool's arguments as ports. */
final class Schema {
    /** Whole numbers up to here are exact in JSON as everybody reads it. */
    private static final double MOST = 9_007_199_254_740_991.0;

    private static final int MOST_PROPERTIES = 64;
    private static final int LONGEST_PHRASE = 200;

    private Schema() {}

    /**
     * Returns the arguments, those that are needed first.
     *
     * @param takes strings that stand for media, by property
     * @throws RegistrationException if the schema can't be read as ports
     */
    static List<Argument> arguments(JsonNode schema, Map<String, MediaInput> takes) {
        JsonNode properties = schema.path("properties");
        if (properties.size() > MOST_PROPERTIES) {
            throw new RegistrationException("it takes %d arguments, at most %d are read.\nMaybe leave the tool out."
                    .formatted(properties.size(), MOST_PROPERTIES));
        }
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        List<Argument> needed = new ArrayList<>();
        List<Argument> others = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        properties.properties().forEach(property -> {
            String name = property.getKey();
            boolean isNeeded = required.contains(name);
            Argument argument = argument(name, portName(name, taken), property.getValue(), isNeeded, takes.get(name));
            (isNeeded ? needed : others).add(argument);
        });
        needed.addAll(others);
        return needed;
    }

    /** Returns a name that a port may have; the property's own, wherever it fits. */
    private static String portName(String property, Set<String> taken) {
        String name = property.replaceAll("[^A-Za-z0-9_]+", "_").replaceAll("^[^A-Za-z]+", "");
        name = name.isEmpty() ? "argument" : Character.toLowerCase(name.charAt(0)) + name.substring(1);
        name = name.substring(0, Math.min(name.length(), 60));
        String free = name;
        for (int i = 2; !taken.add(free); i++) {
            free = name + "_" + i;
        }
        return free;
    }

    private static Argument argument(
            String property, String port, JsonNode schema, boolean needed, @Nullable MediaInput given) {
        MediaInput media = given == null ? declaredMedia(schema) : given;
        String phrase = Redaction.oneLine(schema.path("description").asText(""), LONGEST_PHRASE);
        if (media != null) {
            boolean list = isList(schema) && needed;
            Cardinality cardinality = list ? Cardinality.MANY : needed ? Cardinality.ONE : Cardinality.OPTIONAL;
            return new Argument(
                    property,
                    new Port(port, media.modality(), cardinality, phrase, List.of(), null, null, null),
                    list ? Argument.Kind.LIST : Argument.Kind.STRING,
                    media);
        }
        String type = type(schema);
        return switch (type) {
            case "array" -> {
                JsonNode items = schema.path("items");
                boolean plain = Set.of("string", "number", "integer").contains(type(items));
                yield needed && plain
                        ? words(property, port, items, phrase, Cardinality.MANY, kind(type(items)))
                        : json(
                                property,
                                port,
                                phrase,
                                needed,
                                "a JSON list, or one item of it",
                                Argument.Kind.LIST_IN_JSON);
            }
            case "string", "number", "integer", "boolean" ->
                words(property, port, schema, phrase, needed ? Cardinality.ONE : Cardinality.OPTIONAL, kind(type));
            default -> json(property, port, phrase, needed, "as JSON", Argument.Kind.JSON);
        };
    }

    private static Argument.Kind kind(String type) {
        return switch (type) {
            case "number" -> Argument.Kind.NUMBER;
            case "integer" -> Argument.Kind.INTEGER;
            case "boolean" -> Argument.Kind.BOOLEAN;
            default -> Argument.Kind.STRING;
        };
    }

    private static Argument words(
            String property, String port, JsonNode schema, String phrase, Cardinality count, Argument.Kind kind) {
        List<String> choices = new ArrayList<>();
        schema.path("enum").forEach(choice -> choices.add(choice.asText()));
        if (schema.has("const")) {
            choices.add(schema.path("const").asText());
        }
        if (kind == Argument.Kind.BOOLEAN) {
            choices.addAll(List.of("false", "true"));
        }
        boolean number = kind == Argument.Kind.NUMBER || kind == Argument.Kind.INTEGER;
        boolean ranged = number && choices.isEmpty();
        Double min = ranged ? limit(schema, "minimum", "exclusiveMinimum", -MOST) : null;
        Double max = ranged ? limit(schema, "maximum", "exclusiveMaximum", MOST) : null;
        JsonNode byDefault = schema.path("default");
        boolean hasDefault = byDefault.isValueNode()
                && !byDefault.isNull()
                && !byDefault.asText().isEmpty()
                && count != Cardinality.MANY;
        Port declared = new Port(
                port,
                Modality.TEXT,
                hasDefault ? Cardinality.OPTIONAL : count,
                phrase,
                choices.stream().distinct().toList(),
                min,
                max,
                hasDefault ? byDefault.asText() : null);
        return new Argument(property, declared, count == Cardinality.MANY ? kind.inList() : kind, null);
    }

    private static double limit(JsonNode schema, String name, String exclusive, double otherwise) {
        for (String at : List.of(name, exclusive)) {
            if (schema.path(at).isNumber()) {
                return schema.path(at).asDouble();
            }
        }
        return otherwise;
    }

    private static Argument json(
            String property, String port, String phrase, boolean needed, String how, Argument.Kind kind) {
        Port declared = (needed ? Port.one(port, Modality.TEXT) : Port.optional(port, Modality.TEXT))
                .describedAs(phrase.isEmpty() ? how : phrase + " (" + how + ")");
        return new Argument(property, declared, kind, null);
    }

    private static boolean isList(JsonNode schema) {
        return type(schema).equals("array");
    }

    /** Returns the only type that is not null, or an empty text. */
    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isTextual()) {
            return type.asText();
        }
        List<String> types = new ArrayList<>();
        type.forEach(each -> types.add(each.asText()));
        for (JsonNode each : schema.path("anyOf").isArray() ? schema.path("anyOf") : schema.path("oneOf")) {
            types.add(each.path("type").asText("object"));
        }
        types.remove("null");
        if (types.size() == 1) {
            return types.get(0);
        }
        return types.isEmpty() && (schema.has("enum") || schema.has("const")) ? "string" : "";
    }

    /** Returns the media that a schema says a string holds, by contentEncoding and contentMediaType. */
    private static @Nullable MediaInput declaredMedia(JsonNode schema) {
        JsonNode item = isList(schema) ? schema.path("items") : schema;
        Modality modality = MediaTypes.modality(item.path("contentMediaType").asText(""));
        boolean encoded = item.path("contentEncoding").asText("").equals("base64");
        return modality == null || !encoded ? null : new MediaInput(modality, MediaInput.Form.BASE64);
    }
}
