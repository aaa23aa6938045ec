package dev.polyphony.agent;

import java.util.List;

/** How a {@link ToolCall} hands out typed inputs. */
final class Inputs {
    private Inputs() {}

    static <V extends Value> V only(String port, List<Value> values, Class<V> type) {
        if (values.size() != 1) {
            throw new ToolArgumentsException(
                    "input \"%s\" holds %d values, one is needed.\nMaybe the port is misspelt, or takes a list."
                            .formatted(port, values.size()));
        }
        return as(port, values.get(0), type);
    }

    static <V extends Value> V as(String port, Value value, Class<V> type) {
        if (!type.isInstance(value)) {
            throw new ToolArgumentsException(
                    "input \"%s\" is %s, not %s.\nMaybe read it with another method of the call."
                            .formatted(port, value.modality(), type.getSimpleName()));
        }
        return type.cast(value);
    }

    static double number(String port, String text) {
        Double number = Numbers.parse(text);
        if (number == null) {
            throw new ToolArgumentsException(
                    "input \"%s\" (%s) is no number.\nMaybe write it in digits.".formatted(port, text));
        }
        return number;
    }
}
