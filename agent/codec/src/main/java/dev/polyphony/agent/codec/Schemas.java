package dev.polyphony.agent.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** JSON Schemas (draft 2020-12) of the shapes of docs/wire-format.md, under the names that they have there. */
public final class Schemas {
    private static final String FILE = "polyphony.schema.json";
    private static final String PREFIX = "#/$defs/";

    private Schemas() {}

    /** Returns the names of all shapes: {@code Plan}, {@code RunEvent}, {@code Toolbox}, {@code Artifact}… */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        all().path("$defs").fieldNames().forEachRemaining(names::add);
        return List.copyOf(names);
    }

    /** Returns one schema with all shapes under {@code $defs}, for an API description that refers to them. */
    public static String everything() {
        return Json.write(all());
    }

    /**
     * Returns the schema of one shape, complete in itself.
     *
     * @throws IllegalArgumentException if there is no shape of this name
     */
    public static String of(String name) {
        ObjectNode all = all();
        JsonNode definitions = all.path("$defs");
        if (!definitions.has(name)) {
            throw new IllegalArgumentException(
                    "there is no shape \"%s\".\nMaybe one of %s.".formatted(name, String.join(", ", names())));
        }
        ObjectNode schema = all.objectNode();
        schema.set("$schema", all.path("$schema"));
        schema.put("$ref", PREFIX + name);
        ObjectNode needed = schema.putObject("$defs");
        reachable(definitions, name).forEach(shape -> needed.set(shape, definitions.path(shape)));
        return Json.write(schema);
    }

    private static Set<String> reachable(JsonNode definitions, String from) {
        Set<String> seen = new LinkedHashSet<>(Set.of(from));
        Deque<String> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            for (String reference : definitions.path(open.pop()).findValuesAsText("$ref")) {
                String name = reference.substring(PREFIX.length());
                if (seen.add(name)) {
                    open.push(name);
                }
            }
        }
        return seen;
    }

    private static ObjectNode all() {
        try (InputStream file = Schemas.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("%s is not on the class path".formatted(FILE));
            }
            return (ObjectNode) Json.mapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
