package dev.polyphony.planners.llama;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Puts an end to what a schema leaves open: lists of at most 8 items, strings of at most 200 characters. A small model under a
 * grammar tends to go on as long as the grammar lets it.
 */
final class BoundedSchema {
    static final int MOST_ITEMS = 8;
    static final int MOST_CHARS = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private BoundedSchema() {}

    /** @throws IllegalArgumentException if it is no JSON */
    static String of(String schema) {
        try {
            JsonNode tree = JSON.readTree(schema);
            bound(tree);
            return tree.toString();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the schema is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static void bound(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("type").isTextual()) {
            String type = object.path("type").asText();
            if (type.equals("array") && !object.has("maxItems")) {
                object.put("maxItems", MOST_ITEMS);
            }
            if (type.equals("string") && !object.has("enum") && !object.has("maxLength")) {
                object.put("maxLength", MOST_CHARS);
            }
        } else if (node instanceof ObjectNode object && isMaybeString(object.path("type"))) {
            object.remove("type");
            object.putArray("anyOf")
                    .add(JSON.createObjectNode().put("type", "string").put("maxLength", MOST_CHARS))
                    .add(JSON.createObjectNode().put("type", "null"));
            return;
        }
        node.forEach(BoundedSchema::bound);
    }

    private static boolean isMaybeString(JsonNode type) {
        return type.isArray()
                && type.size() == 2
                && type.get(0).asText().equals("string")
                && type.get(1).asText().equals("null");
    }
}
