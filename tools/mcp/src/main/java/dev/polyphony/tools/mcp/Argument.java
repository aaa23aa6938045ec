package dev.polyphony.tools.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.ToolArgumentsException;
import dev.polyphony.agent.ToolCall;
import dev.polyphony.agent.Value;
import dev.polyphony.tools.mcp.McpServer.MediaInput;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An argument of a tool, and the port that it is filled from.
 *
 * @param property what the server calls it
 * @param media how a string stands for media; null if it does not
 */
record Argument(
        String property, Port port, Kind kind, @Nullable MediaInput media) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How words become JSON. */
    enum Kind {
        STRING,
        NUMBER,
        INTEGER,
        BOOLEAN,
        /** A list of strings. */
        LIST,
        LIST_OF_NUMBERS,
        LIST_OF_INTEGERS,
        /** Any JSON, in words. */
        JSON,
        /** A list in words, or its only item. */
        LIST_IN_JSON;

        Kind inList() {
            return switch (this) {
                case NUMBER -> LIST_OF_NUMBERS;
                case INTEGER -> LIST_OF_INTEGERS;
                default -> LIST;
            };
        }
    }

    /** Returns the argument for a call, or null if it is left out. */
    @Nullable
    Object read(ToolCall call) throws IOException {
        List<Value> values = call.values(port.name());
        if (values.isEmpty()) {
            return null;
        }
        List<Object> items = new ArrayList<>();
        for (Value value : values) {
            items.add(value instanceof Media file ? text(file, call) : item(((Value.Text) value).text()));
        }
        return switch (kind) {
            case LIST, LIST_OF_NUMBERS, LIST_OF_INTEGERS -> items;
            default -> items.get(0);
        };
    }

    private Object item(String words) {
        return switch (kind) {
            case STRING, LIST -> words;
            case BOOLEAN -> Boolean.valueOf(words);
            case NUMBER, LIST_OF_NUMBERS -> number(words);
            case INTEGER, LIST_OF_INTEGERS -> whole(words);
            case JSON -> json(words, words);
            case LIST_IN_JSON -> {
                Object list = json(words, List.of(words));
                yield list instanceof List<?> ? list : List.of(words);
            }
        };
    }

    private BigDecimal number(String words) {
        try {
            return new BigDecimal(words.strip());
        } catch (NumberFormatException e) {
            throw new ToolArgumentsException(
                    "input \"%s\" (%s) is no number.\nMaybe write it in digits.".formatted(port.name(), words), e);
        }
    }

    private long whole(String words) {
        try {
            return number(words).longValueExact();
        } catch (ArithmeticException e) {
            throw new ToolArgumentsException(
                    "input \"%s\" (%s) is no whole number.\nMaybe round it.".formatted(port.name(), words), e);
        }
    }

    private static Object json(String words, Object otherwise) {
        try {
            Object read = JSON.readValue(words, Object.class);
            return read == null ? otherwise : read;
        } catch (JsonProcessingException e) {
            return otherwise;
        }
    }

    private String text(Media file, ToolCall call) throws IOException {
        MediaInput.Form form = media == null ? MediaInput.Form.BASE64 : media.form();
        return switch (form) {
            case PATH -> copy(file, call.folder());
            case BASE64 -> Base64.getEncoder().encodeToString(file.bytes());
            case DATA_URL ->
                "data:" + mediaType(file) + ";base64," + Base64.getEncoder().encodeToString(file.bytes());
        };
    }

    /** The kept file itself is never shown to a server, which could change it. */
    private static String copy(Media file, Path folder) throws IOException {
        String type = mediaType(file);
        String ending = type.substring(type.indexOf('/') + 1).replaceAll("^x-|\\+.*$", "");
        Path copy = folder.resolve(UUID.randomUUID() + "." + ending);
        try (InputStream in = file.open()) {
            Files.copy(in, copy);
        }
        return copy.toAbsolutePath().toString();
    }

    private static String mediaType(Media file) throws IOException {
        try (InputStream in = new BufferedInputStream(file.open())) {
            String guess = URLConnection.guessContentTypeFromStream(in);
            return guess == null
                    ? switch (file.modality()) {
                        case AUDIO -> "audio/mpeg";
                        case VIDEO -> "video/mp4";
                        default -> "image/png";
                    }
                    : guess;
        }
    }
}
