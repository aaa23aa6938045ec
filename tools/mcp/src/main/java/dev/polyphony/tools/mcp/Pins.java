package dev.polyphony.tools.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.polyphony.agent.StorageException;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The hash of what each tool said of itself when it was first seen, kept in a file. A tool that says something else later is
 * not used until somebody has looked at it and removed its line. Thread-safe.
 */
final class Pins {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(SerializationFeature.INDENT_OUTPUT);

    private final @Nullable Path file;
    private final Map<String, Map<String, String>> hashes = new TreeMap<>();

    private Pins(@Nullable Path file) {
        this.file = file;
    }

    /** Returns pins that last as long as this process. */
    static Pins inMemory() {
        return new Pins(null);
    }

    /**
     * Returns the pins in this file; it is made when the first tool is seen.
     *
     * @throws StorageException if there is one that can't be read
     */
    static Pins in(Path file) {
        Pins pins = new Pins(file);
        if (Files.exists(file)) {
            try {
                pins.hashes.putAll(JSON.readValue(
                        Files.readAllBytes(file), new TypeReference<Map<String, TreeMap<String, String>>>() {}));
            } catch (IOException e) {
                throw new StorageException(
                        "%s, which pins the tools of MCP servers, can't be read.\nMaybe remove it: all tools are then pinned anew."
                                .formatted(file),
                        e);
            }
        }
        return pins;
    }

    /** Returns where the pins are, for messages. */
    String where() {
        return file == null ? "memory" : file.toString();
    }

    /** Returns true if the tool is as it was when it was first seen, which may be now. */
    synchronized boolean holds(String server, String tool, String hash) {
        String before = hashes.computeIfAbsent(server, name -> new TreeMap<>()).putIfAbsent(tool, hash);
        if (before == null) {
            save();
        }
        return before == null || before.equals(hash);
    }

    private void save() {
        if (file == null) {
            return;
        }
        try {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Path next = Files.createTempFile(folder, "pins", ".json");
            Files.write(next, JSON.writeValueAsBytes(hashes));
            try {
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new StorageException(
                    "the tools of MCP servers could not be pinned in %s.\nMaybe the disk is full, or not yours to write."
                            .formatted(file),
                    e);
        }
    }

    /** Returns the hash of all that a tool says of itself. */
    static String hashOf(McpSchema.Tool tool) {
        Map<String, @Nullable Object> said = new LinkedHashMap<>();
        said.put("name", tool.name());
        said.put("title", tool.title());
        said.put("description", tool.description());
        said.put("inputSchema", tool.inputSchema());
        said.put("outputSchema", tool.outputSchema());
        said.put("annotations", tool.annotations());
        try {
            byte[] bytes = JSON.writeValueAsString(JSON.valueToTree(said)).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("what was read as JSON can be written and hashed", e);
        }
    }
}
