package dev.polyphony.tools.anytoany.bundle;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.polyphony.agent.RegistrationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads and checks the header of a safetensors file. */
final class HeaderReader {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private HeaderReader() {}

    /** Returns the tensors, by name, in the order of their bytes, which must fill {@code room} without a gap. */
    static Map<String, TensorInfo> read(String file, byte[] json, long room) {
        List<TensorInfo> found = new ArrayList<>();
        try {
            JSON.readTree(json).fields().forEachRemaining(field -> {
                if (!field.getKey().equals("__metadata__")) {
                    found.add(info(file, field.getKey(), field.getValue()));
                }
            });
        } catch (IOException e) {
            throw wrong(file, "has a header that is no JSON");
        }
        found.sort(Comparator.comparingLong(TensorInfo::begin).thenComparingLong(TensorInfo::end));
        Map<String, TensorInfo> tensors = new LinkedHashMap<>();
        long at = 0;
        for (TensorInfo info : found) {
            if (info.begin() != at) {
                throw wrong(
                        file, "holds \"%s\" from byte %d on; %d was expected".formatted(info.name(), info.begin(), at));
            }
            at = info.end();
            tensors.put(info.name(), info);
        }
        if (at != room) {
            throw wrong(file, "has %d bytes of tensors, its header describes %d".formatted(room, at));
        }
        return Collections.unmodifiableMap(tensors);
    }

    private static TensorInfo info(String file, String name, JsonNode node) {
        JsonNode offsets = node.path("data_offsets");
        List<Integer> shape = new ArrayList<>();
        boolean sound = node.path("shape").isArray()
                && offsets.size() == 2
                && offsets.get(1).canConvertToLong();
        for (JsonNode size : node.path("shape")) {
            sound &= size.canConvertToInt() && size.asInt() >= 0;
            shape.add(size.asInt());
        }
        if (!sound) {
            throw wrong(file, "describes \"%s\" without a shape and two offsets".formatted(name));
        }
        TensorInfo info = new TensorInfo(
                name,
                type(file, name, node.path("dtype").asText()),
                shape,
                offsets.get(0).asLong(),
                offsets.get(1).asLong());
        long needed;
        try {
            needed = Math.multiplyExact(info.count(), info.type().bytes());
        } catch (ArithmeticException e) {
            throw wrong(file, "holds \"%s\" of an impossible shape %s".formatted(name, shape));
        }
        if (info.end() - info.begin() != needed) {
            throw wrong(
                    file,
                    "holds \"%s\" (%s) in %d bytes; %d are needed"
                            .formatted(name, info.form(), info.end() - info.begin(), needed));
        }
        return info;
    }

    private static ElementType type(String file, String name, String text) {
        for (ElementType type : ElementType.values()) {
            if (type.name().equals(text)) {
                return type;
            }
        }
        throw wrong(file, "holds \"%s\" as \"%s\", which is not supported".formatted(name, text));
    }

    static RegistrationException wrong(String file, String what) {
        return new RegistrationException(
                "%s %s.\nMaybe it is cut off or damaged; fetch it again.".formatted(file, what));
    }
}
