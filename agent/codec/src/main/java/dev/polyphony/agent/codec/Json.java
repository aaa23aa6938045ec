package dev.polyphony.agent.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.agent.PolyphonyException;
import java.time.DateTimeException;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads and writes the {@code Wire…} records. What is read is bounded in depth and length, and no type is ever chosen by the
 * text. Thread-safe.
 */
public final class Json {
    /** What Jackson says of a value of the wrong kind: it names Java's types, and may quote the text. */
    private static final Pattern UNFIT = Pattern.compile(
            "Cannot deserialize (?:value|instance) of type `[^`]*` from (\\p{Alpha}[\\p{Alpha}-]*)\\b.*");

    static final int MAX_DEPTH = 100;
    static final int MAX_CHARS = 64 << 20;

    /** How an error is made of its message and its cause. */
    interface Failure extends BiFunction<String, Throwable, PolyphonyException> {}

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxDocumentLength(MAX_CHARS)
                            .maxStringLength(MAX_CHARS)
                            .maxNameLength(1_000)
                            .maxNumberLength(400)
                            .build())
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    // Otherwise the JDK writes numbers, another one before 19 than after: the same vector had two
                    // hashes.
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** Returns a {@code Wire…} record, or a tree, as one line of JSON. */
    public static String write(Object wire) {
        try {
            return MAPPER.writeValueAsString(wire);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("%s cannot be written as JSON".formatted(wire.getClass()), e);
        }
    }

    /**
     * Returns the {@code Wire…} record that the text holds.
     *
     * @throws InvalidRequestException if it holds none
     */
    public static <W> W read(String text, Class<W> wire) {
        return read(text, name(wire), tree -> bind(tree, wire), InvalidRequestException::new);
    }

    /** Returns what is read from the text; anything wrong with the text is told by the failure. */
    static <T> T read(String text, String what, Function<JsonNode, T> reader, Failure failure) {
        try {
            JsonNode tree = MAPPER.readTree(text);
            if (!tree.isObject() && !tree.isArray()) {
                throw new IllegalArgumentException("the text holds no JSON object");
            }
            Nulls.drop(tree);
            return reader.apply(tree);
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
            throw failure.apply(
                    "the %s is not readable: %s.\nMaybe it was cut short, or a newer version wrote it."
                            .formatted(what, reason(e)),
                    e);
        }
    }

    /** Returns the tree as a record. */
    static <W> W bind(JsonNode tree, Class<W> wire) {
        try {
            return MAPPER.treeToValue(tree, wire);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(reason(e), e);
        }
    }

    static <T extends JsonNode> T tree(Object wire) {
        return MAPPER.valueToTree(wire);
    }

    static ObjectMapper mapper() {
        return MAPPER;
    }

    static String name(Class<?> wire) {
        String name = wire.getSimpleName();
        return name.startsWith("Wire") ? name.substring("Wire".length()) : name;
    }

    /** Returns where and why, without a piece of the text, which may be secret. */
    static String reason(Exception e) {
        String message = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
        String pointer = e instanceof JsonMappingException mapping ? pointer(mapping) : "";
        String words = message == null
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
        Matcher unfit = UNFIT.matcher(words);
        String plain = unfit.matches()
                ? "a value of the kind %s does not fit there"
                        .formatted(unfit.group(1).toLowerCase(Locale.ROOT))
                : words;
        return pointer.isEmpty() ? plain : "at %s: %s".formatted(pointer, plain);
    }

    private static String pointer(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> "/" + (step.getFieldName() == null ? step.getIndex() : step.getFieldName()))
                .collect(Collectors.joining());
    }
}
