package dev.polyphony.tools.anytoany.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.polyphony.agent.RegistrationException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one component in a {@code model.json}: its type, which a registry knows, its file, its widths. Two parts
 * are equal if they say the same, so that components can share a net. Immutable.
 */
public final class Part {
    private final String place;
    private final JsonNode json;

    Part(String place, JsonNode json) {
        this.place = place;
        this.json = json;
        if (!json.isObject()) {
            throw wrong("", "is no object");
        }
    }

    /**
     * Returns settings that are written as JSON.
     *
     * @param place where they stand, for messages
     * @throws RegistrationException if they are no JSON object
     */
    public static Part parse(String place, String json) {
        try {
            return new Part(place, new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new RegistrationException(
                    "\"%s\" is no JSON: %s.\nMaybe it is cut off.".formatted(place, e.getOriginalMessage()), e);
        }
    }

    /** Returns where it stands, for messages: {@code generators.image}. */
    public String place() {
        return place;
    }

    /** Returns the key of what builds the component. */
    public String type() {
        return text("type");
    }

    /** Returns the file of weights. */
    public String file() {
        return text("file");
    }

    /** Returns true if something is set under this name. */
    public boolean has(String name) {
        return json.hasNonNull(name);
    }

    /** Returns words. @throws RegistrationException if there are none */
    public String text(String name) {
        JsonNode node = json.path(name);
        if (!node.isTextual()) {
            throw wrong(name, "is no text");
        }
        return node.asText();
    }

    /** Returns one of these words. @throws RegistrationException if it is another, or none */
    public String choice(String name, String... words) {
        String text = text(name);
        if (!List.of(words).contains(text)) {
            throw wrong(name, "is none of " + List.of(words));
        }
        return text;
    }

    /** Returns a whole number from 1 up. @throws RegistrationException if there is none */
    public int size(String name) {
        return size(name, json.path(name));
    }

    private int size(String name, JsonNode node) {
        if (!node.canConvertToInt() || node.asInt() < 1) {
            throw wrong(name, "is no whole number from 1 up");
        }
        return node.asInt();
    }

    /** Returns a number. @throws RegistrationException if there is none */
    public double number(String name) {
        JsonNode node = json.path(name);
        if (!node.isNumber()) {
            throw wrong(name, "is no number");
        }
        return node.asDouble();
    }

    /** Returns a whole number from 0 up. @throws RegistrationException if there is none */
    public int count(String name) {
        JsonNode node = json.path(name);
        if (!node.canConvertToInt() || node.asInt() < 0) {
            throw wrong(name, "is no whole number from 0 up");
        }
        return node.asInt();
    }

    /** Returns a list of whole numbers from 1 up. @throws RegistrationException if there is none */
    public List<Integer> sizes(String name) {
        List<Integer> sizes = new ArrayList<>();
        list(name).forEach(node -> sizes.add(size(name, node)));
        return List.copyOf(sizes);
    }

    /** Returns a list of words. @throws RegistrationException if there is none */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        list(name).forEach(node -> texts.add(node.asText()));
        return List.copyOf(texts);
    }

    private JsonNode list(String name) {
        JsonNode node = json.path(name);
        if (!node.isArray() || node.isEmpty()) {
            throw wrong(name, "is no list");
        }
        return node;
    }

    /** Returns settings within these. @throws RegistrationException if there are none */
    public Part under(String name) {
        if (!json.path(name).isObject()) {
            throw wrong(name, "is no object");
        }
        return new Part(place.isEmpty() ? name : place + "." + name, json.path(name));
    }

    private RegistrationException wrong(String name, String what) {
        String at = place.isEmpty() || name.isEmpty() ? place + name : place + "." + name;
        JsonNode node = name.isEmpty() ? json : json.path(name);
        String value = node.toString();
        return new RegistrationException("model.json: \"%s\" %s: %s.\nMaybe it was written for another version."
                .formatted(
                        at,
                        what,
                        node.isMissingNode() ? "it is absent" : value.substring(0, Math.min(60, value.length()))));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Part part && part.json.equals(json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return place + " " + json;
    }
}
