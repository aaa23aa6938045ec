package dev.polyphony.tools.local.convert;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;

/** One node of a graph model and its attributes. */
record GraphNode(JsonNode json) {

    String name() {
        return json.path("name").asText();
    }

    String op() {
        return json.path("op").asText();
    }

    /** Returns the names of what it reads: {@code node} for a node's first output, {@code node:1} for its second. */
    List<String> inputs() {
        List<String> names = new ArrayList<>();
        for (JsonNode input : json.path("input")) {
            String name = input.asText();
            if (!name.startsWith("^")) {
                names.add(name.endsWith(":0") ? name.substring(0, name.length() - 2) : name);
            }
        }
        return names;
    }

    String input(int index) {
        return inputs().get(index);
    }

    long[] integers(String attribute) {
        return StreamSupport.stream(attribute(attribute).at("/list/i").spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .toArray();
    }

    String text(String attribute, String otherwise) {
        JsonNode text = attribute(attribute).path("s");
        return text.isMissingNode()
                ? otherwise
                : new String(Base64.getDecoder().decode(text.asText()), StandardCharsets.UTF_8);
    }

    float real(String attribute) {
        return (float) attribute(attribute).path("f").asDouble();
    }

    boolean flag(String attribute) {
        return attribute(attribute).path("b").asBoolean();
    }

    /** Returns the sizes of a placeholder. */
    long[] shape() {
        return StreamSupport.stream(attribute("shape").at("/shape/dim").spliterator(), false)
                .mapToLong(dim -> dim.path("size").asLong())
                .toArray();
    }

    /** Returns the node that an input's name belongs to. */
    static String owner(String input) {
        int colon = input.lastIndexOf(':');
        return colon > 0 ? input.substring(0, colon) : input;
    }

    private JsonNode attribute(String name) {
        return json.path("attr").path(name);
    }
}
