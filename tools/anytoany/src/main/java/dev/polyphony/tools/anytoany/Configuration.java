package dev.polyphony.tools.anytoany;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a published model would be put together of components, and what it needs that is not here. Immutable.
 *
 * @param number in the list of 26, from 1
 * @param name as in the catalogue of models
 * @param fit {@code FIT}, {@code FIT+} (a codec or a tool besides), {@code LLM+} (layers inside the language model) or {@code X}
 * @param needs what is missing, each in a phrase; empty if a bundle alone makes it run
 * @param tested what a test shows of it, in a phrase; null for nothing
 * @param types component types that its {@code model.json} names, by kind: {@code encoder}, {@code input}, {@code language},
 *     {@code output}, {@code generator}, {@code layout}, {@code tokenizer}
 */
public record Configuration(
        int number,
        String name,
        String fit,
        List<String> needs,
        @Nullable String tested,
        Map<String, List<String>> types) {
    /** How many models there are. */
    public static final int COUNT = 26;

    public Configuration {
        needs = List.copyOf(needs);
        types = Map.copyOf(types);
    }

    /** Returns all, by number. */
    public static List<Configuration> all() {
        List<Configuration> all = new ArrayList<>();
        for (int number = 1; number <= COUNT; number++) {
            all.add(read("/models/specs/%02d.json".formatted(number)));
        }
        return List.copyOf(all);
    }

    private static Configuration read(String file) {
        try (InputStream in = Configuration.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is not on the class path");
            }
            JsonNode json = new ObjectMapper().readTree(in);
            Map<String, List<String>> types = new TreeMap<>();
            json.path("types").fields().forEachRemaining(kind -> types.put(kind.getKey(), texts(kind.getValue())));
            return new Configuration(
                    json.path("number").asInt(),
                    json.path("name").asText(),
                    json.path("fit").asText(),
                    texts(json.path("needs")),
                    json.hasNonNull("tested") ? json.path("tested").asText() : null,
                    types);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return List.copyOf(texts);
    }
}
