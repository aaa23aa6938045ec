package dev.polyphony.agent.codec;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The golden files. {@code -Dgolden.update} in {@code -Dtest.argLine} rewrites them, which changes the wire format. */
final class Golden {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");
    private static final boolean UPDATE = System.getProperty("golden.update") != null;

    private Golden() {}

    /** Returns the tree that the file holds. */
    static JsonNode tree(String name) {
        try {
            return Json.mapper().readTree(Files.readString(FOLDER.resolve(name + ".json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the file's JSON on one line, its members in the order of the file. */
    static String line(String name) {
        return tree(name).toString();
    }

    static void updateIfAsked(String name, String json) {
        if (UPDATE) {
            try {
                Path file = FOLDER.resolve(name + ".json");
                Files.createDirectories(file.getParent());
                Files.writeString(file, Json.mapper().readTree(json).toPrettyString() + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
