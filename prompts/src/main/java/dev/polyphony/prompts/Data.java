package dev.polyphony.prompts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value for a prompt: strings, numbers, truth values, null, lists, and maps from strings, put together as you like. It
 * enters a prompt as JSON and in no other way. Immutable.
 *
 * @param tree the value; copied
 */
public record Data(@Nullable Object tree) {
    /** @throws IllegalArgumentException if a part of it is of no JSON kind */
    public Data {
        tree = copy(tree);
    }

    /** Returns a value. */
    public static Data of(@Nullable Object tree) {
        return new Data(tree);
    }

    private static @Nullable Object copy(@Nullable Object part) {
        if (part == null || part instanceof String || part instanceof Boolean || isFinite(part)) {
            return part;
        }
        if (part instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>();
            list.forEach(item -> items.add(copy(item)));
            return Collections.unmodifiableList(items);
        }
        if (part instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            map.forEach((name, value) -> members.put((String) name, copy(value)));
            return Collections.unmodifiableMap(members);
        }
        throw new IllegalArgumentException("%s (%s) has no form in JSON.\nMaybe make a string of it."
                .formatted(part, part.getClass().getName()));
    }

    private static boolean isFinite(Object part) {
        return part instanceof Number number && Double.isFinite(number.doubleValue());
    }

    /** Returns the value as JSON, on one line, in characters that no reader takes for an end of it. */
    public String json() {
        StringBuilder out = new StringBuilder();
        write(tree, out);
        return out.toString();
    }

    private static void write(@Nullable Object part, StringBuilder out) {
        if (part instanceof String text) {
            quote(text, out);
        } else if (part instanceof List<?> list) {
            String between = "[";
            for (Object item : list) {
                out.append(between);
                write(item, out);
                between = ", ";
            }
            out.append(list.isEmpty() ? "[]" : "]");
        } else if (part instanceof Map<?, ?> map) {
            String between = "{";
            for (Map.Entry<?, ?> member : map.entrySet()) {
                quote((String) member.getKey(), out.append(between));
                write(member.getValue(), out.append(": "));
                between = ", ";
            }
            out.append(map.isEmpty() ? "{}" : "}");
        } else {
            out.append(part);
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (isPlain(text, i)) {
                        out.append(c);
                    } else {
                        out.append("\\u%04x".formatted((int) c));
                    }
                }
            }
        }
        out.append('"');
    }

    /** Returns false for control characters, line ends of other kinds, and halves of a character. */
    private static boolean isPlain(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
        }
        return !Character.isISOControl(c) && c != '\u2028' && c != '\u2029';
    }
}
