package dev.polyphony.prompts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A text with placeholders in double braces.
 *
 * @param name the file it was read from
 * @param text the text
 */
record Template(String name, String text) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\w+)}}");

    /** The texts of all prompts, read once. */
    private static final Map<String, Template> ALL = Stream.of(
                    "plan-system.v1.txt",
                    "plan-user.v1.txt",
                    "plan-again.v1.txt",
                    "fusion-system.v1.txt",
                    "fusion-user.v1.txt")
            .collect(Collectors.toUnmodifiableMap(file -> file, Template::read));

    /** Returns the template in this file of the package. */
    static Template of(String file) {
        Template known = ALL.get(file);
        return known == null ? read(file) : known;
    }

    private static Template read(String file) {
        try (InputStream in = Template.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("there is no prompt \"%s\" on the class path".formatted(file));
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Template(file, text.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the placeholders, in order of first mention. */
    List<String> placeholders() {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();
    }

    /** Returns the text with the record's components in place of the placeholders; what they bring along is not searched. */
    String render(Record values) {
        Map<String, String> known = new LinkedHashMap<>();
        for (RecordComponent component : values.getClass().getRecordComponents()) {
            known.put(component.getName(), valueOf(component, values).json());
        }
        return PLACEHOLDER.matcher(text).replaceAll(match -> {
            String value = known.get(match.group(1));
            if (value == null) {
                throw new IllegalStateException(
                        "prompt \"%s\" wants %s, there is only %s".formatted(name, match.group(), known.keySet()));
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private static Data valueOf(RecordComponent component, Record values) {
        try {
            return (Data) component.getAccessor().invoke(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("component %s cannot be read".formatted(component), e);
        }
    }
}
