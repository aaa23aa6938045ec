package dev.polyphony.agent.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Asks the published schemas, by a validator that is not ours. */
final class SchemaCheck {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final JsonNode DEFINITIONS = definitions();
    private static final Set<String> NAMES = new TreeSet<>(Schemas.names());
    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private SchemaCheck() {}

    static List<String> faults(String shape, String json) {
        return SCHEMAS
                .computeIfAbsent(shape, name -> REGISTRY.getSchema(Schemas.of(name), InputFormat.JSON))
                .validate(json, InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }

    static Set<String> required(String shape) {
        Set<String> names = new TreeSet<>();
        definition(shape).path("required").forEach(name -> names.add(name.asText()));
        return names;
    }

    static Set<String> properties(String shape) {
        Set<String> names = new TreeSet<>();
        definition(shape).path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    static Set<String> optional(String shape) {
        Set<String> names = properties(shape);
        names.removeAll(required(shape));
        return names;
    }

    /** Returns the name of the schema of events of this type. */
    static String eventShape(String type) {
        return NAMES.stream()
                .filter(name -> definition(name)
                        .path("properties")
                        .path("type")
                        .path("const")
                        .asText()
                        .equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode definition(String shape) {
        return DEFINITIONS.path(shape);
    }

    private static JsonNode definitions() {
        try {
            return Json.mapper().readTree(Schemas.everything()).path("$defs");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
