package dev.polyphony.bench.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads JSON, and JSON of one value a line, whatever the file is called. */
final class JsonFiles {
    static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonFiles() {}

    /** Returns the first value of a file. */
    static JsonNode read(Path file) {
        List<JsonNode> all = readAll(file);
        if (all.isEmpty()) {
            throw new UncheckedIOException(new IOException("%s is empty".formatted(file)));
        }
        return all.get(0);
    }

    /** Returns all values of a file; those of an array where there is but one array. */
    static List<JsonNode> readAll(Path file) {
        try (MappingIterator<JsonNode> values = MAPPER.readerFor(JsonNode.class).readValues(file.toFile())) {
            return new ArrayList<>(values.readAll());
        } catch (IOException e) {
            throw new UncheckedIOException("%s can't be read as JSON".formatted(file), e);
        }
    }

    /** Returns the items of an array, also of one that is written as a string; empty if there is none. */
    static List<JsonNode> items(JsonNode node) {
        JsonNode array = node;
        if (node.isTextual()) {
            try {
                array = MAPPER.readTree(node.asText());
            } catch (JsonProcessingException e) {
                return List.of();
            }
        }
        List<JsonNode> items = new ArrayList<>();
        if (array.isArray()) {
            array.forEach(items::add);
        }
        return items;
    }
}
