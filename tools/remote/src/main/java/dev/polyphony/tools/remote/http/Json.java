package dev.polyphony.tools.remote.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of an answer: at most 64 levels deep; its long strings lie in files, so that it is small in memory whatever was
 * sent.
 */
public final class Json {
    private static final int DEEPEST = 64;
    private static final int LONGEST_TEXT = 4 << 20;
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LONGEST_TEXT)
                            .maxNumberLength(100)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonNode root;
    private final List<Path> files;
    private final Path source;

    private Json(JsonNode root, List<Path> files, Path source) {
        this.root = root;
        this.files = files;
        this.source = source;
    }

    /** Returns the mapper of this module, for making requests. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /** Reads the JSON of a file. */
    static Json read(Path file) throws IOException, InvalidOutputException {
        LongStrings.Parted parted = LongStrings.part(file);
        return new Json(parse(parted.json()), parted.files(), file);
    }

    /** Returns JSON that came within something else. */
    static Json of(String text, Path source) throws InvalidOutputException {
        return new Json(parse(text), List.of(), source);
    }

    /** Returns the JSON of a text that is in memory already. */
    public static JsonNode parse(String text) throws InvalidOutputException {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node.isMissingNode()) {
                throw new InvalidOutputException("sent nothing in place of JSON");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new InvalidOutputException("sent what is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Returns the whole. */
    public JsonNode root() {
        return root;
    }

    /** Returns the words at a node, which must be a string. */
    public String text(JsonNode node) throws IOException, InvalidOutputException {
        if (!node.isTextual()) {
            throw new InvalidOutputException("sent no text where one was expected");
        }
        Path file = fileOf(node);
        if (file == null) {
            return node.textValue();
        }
        if (Files.size(file) > LONGEST_TEXT) {
            throw new InvalidOutputException("sent a text of more than %d bytes".formatted(LONGEST_TEXT));
        }
        return parse('"' + Files.readString(file, StandardCharsets.UTF_8) + '"').textValue();
    }

    /** Returns a file with the bytes that the base64 at a node stands for, be it bare or in a data URL. */
    public Path bytes(JsonNode node) throws IOException, InvalidOutputException {
        if (!node.isTextual()) {
            throw new InvalidOutputException("sent no base64 where it was expected");
        }
        Path file = fileOf(node);
        Path target = Files.createTempFile(source.toAbsolutePath().getParent(), "decoded-", ".media");
        Base64Text.decode(file == null ? Base64Text.open(node.textValue()) : Base64Text.open(file), target);
        return target;
    }

    private @Nullable Path fileOf(JsonNode node) throws InvalidOutputException {
        String text = node.textValue();
        if (text.isEmpty() || text.charAt(0) != 0) {
            return null;
        }
        try {
            return files.get(Integer.parseInt(text.substring(1)));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new InvalidOutputException("sent a text that begins with NUL", e);
        }
    }
}
