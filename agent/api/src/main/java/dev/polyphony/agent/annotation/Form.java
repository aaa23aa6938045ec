package dev.polyphony.agent.annotation;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.RegistrationException;
import dev.polyphony.agent.ToolArgumentsException;
import dev.polyphony.agent.ToolCall;
import dev.polyphony.agent.ToolFailedException;
import dev.polyphony.agent.Value;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a Java type stands for one value of a port.
 *
 * @param modality what it holds; null if the annotation must tell
 * @param mediaOnly true if only media fit, where the annotation tells
 * @param choices the only words allowed; empty if free
 * @param number true if it is a number
 * @param parsing makes an object of words, if it is words
 */
record Form(
        @Nullable Modality modality,
        boolean mediaOnly,
        List<String> choices,
        boolean number,
        Parsing parsing,
        Reading reading,
        Writing writing) {

    private static final Set<Class<?>> WHOLE =
            Set.of(int.class, Integer.class, long.class, Long.class, short.class, Short.class, byte.class, Byte.class);
    private static final Set<Class<?>> FRACTION = Set.of(double.class, Double.class, float.class, Float.class);

    private static final Parsing AS_IS = (port, text) -> text;

    /** Makes a Java object of words, or refuses them. */
    interface Parsing {
        Object parse(String port, String text);
    }

    /** Makes a Java object of a value. */
    interface Reading {
        Object read(String port, Value value, ToolCall call) throws Exception;
    }

    /** Makes a value of a Java object. */
    interface Writing {
        Value write(Object object, Modality modality) throws Exception;
    }

    /** Returns the form of a type, or null if no port can hold it. */
    static @Nullable Form of(Class<?> type) {
        if (type == String.class) {
            return words(List.of(), false, AS_IS, String::valueOf);
        }
        if (type == boolean.class || type == Boolean.class) {
            return words(List.of("false", "true"), false, (port, text) -> Boolean.valueOf(text), String::valueOf);
        }
        if (type.isEnum()) {
            return ofEnum(type);
        }
        if (WHOLE.contains(type) || FRACTION.contains(type)) {
            return words(List.of(), true, (port, text) -> number(port, text, type), number -> plain((Number) number));
        }
        if (type == byte[].class) {
            return open(
                    true,
                    (port, value, call) -> ((Media) value).bytes(),
                    (bytes, modality) -> Media.of(modality, (byte[]) bytes));
        }
        if (type == Path.class) {
            return open(
                    true,
                    (port, value, call) -> ((Media) value).file(call.folder()),
                    (file, modality) -> Media.of(modality, (Path) file));
        }
        return Value.class.isAssignableFrom(type) ? ofValue(type) : null;
    }

    private static Form ofValue(Class<?> type) {
        Map<Class<?>, Modality> fixed = Map.of(
                Value.Text.class, Modality.TEXT,
                Value.Boxes.class, Modality.BOXES,
                Value.Labels.class, Modality.LABELS,
                Value.Table.class, Modality.TABLE,
                Value.Embedding.class, Modality.EMBEDDING);
        Reading reading = (port, value, call) -> value;
        Writing writing = (value, modality) -> (Value) value;
        Modality modality = fixed.get(type);
        return modality == null
                ? open(type == Media.class, reading, writing)
                : new Form(modality, false, List.of(), false, AS_IS, reading, writing);
    }

    private static Form ofEnum(Class<?> type) {
        Map<String, Object> constants = new LinkedHashMap<>();
        for (Object constant : Objects.requireNonNull(type.getEnumConstants())) {
            Object twin = constants.put(word(constant), constant);
            if (twin != null) {
                throw new RegistrationException("%s and %s of the enum %s are the same word.\nMaybe rename one of them."
                        .formatted(twin, constant, type.getSimpleName()));
            }
        }
        return words(
                List.copyOf(constants.keySet()),
                false,
                (port, text) -> Objects.requireNonNull(constants.get(text)),
                Form::word);
    }

    private static String word(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
    }

    private static Form words(
            List<String> choices, boolean number, Parsing parsing, Function<Object, String> printing) {
        return new Form(
                Modality.TEXT,
                false,
                choices,
                number,
                parsing,
                (port, value, call) -> parsing.parse(port, ((Value.Text) value).text()),
                (object, modality) -> new Value.Text(printing.apply(object)));
    }

    private static Form open(boolean mediaOnly, Reading reading, Writing writing) {
        return new Form(null, mediaOnly, List.of(), false, AS_IS, reading, writing);
    }

    /** Returns true if this type can hold that modality. */
    boolean allows(Modality other) {
        return modality == null ? !mediaOnly || other.isMedia() : modality == other;
    }

    private static Object number(String port, String text, Class<?> type) {
        try {
            BigDecimal number = new BigDecimal(text.strip());
            if (type == int.class || type == Integer.class) {
                return number.intValueExact();
            }
            if (type == long.class || type == Long.class) {
                return number.longValueExact();
            }
            if (type == short.class || type == Short.class) {
                return number.shortValueExact();
            }
            if (type == byte.class || type == Byte.class) {
                return number.byteValueExact();
            }
            return type == float.class || type == Float.class ? (Object) number.floatValue() : number.doubleValue();
        } catch (NumberFormatException e) {
            throw new ToolArgumentsException(
                    "input \"%s\" (%s) is no number.\nMaybe write it in digits.".formatted(port, text), e);
        } catch (ArithmeticException e) {
            throw new ToolArgumentsException(
                    "input \"%s\" (%s) is no %s.\nMaybe a whole number, and a smaller one."
                            .formatted(port, text, type.getSimpleName()),
                    e);
        }
    }

    private static String plain(Number number) {
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            if (!Double.isFinite(value)) {
                throw new ToolFailedException(
                        "a result is %s.\nMaybe the input was empty or out of range.".formatted(value));
            }
            return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
        }
        return number.toString();
    }
}
