package dev.polyphony.agent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one attempt of a tool gave, by output port. Immutable.
 *
 * @param values at least one value for each port that is present
 */
public record Outputs(Map<String, List<Value>> values) {
    public Outputs {
        Map<String, List<Value>> copy = new LinkedHashMap<>();
        values.forEach((port, list) -> copy.put(port, List.copyOf(list)));
        values = Ordered.copyOf(copy);
    }

    /** Returns outputs with one value at one port. */
    public static Outputs of(String port, Value value) {
        return new Outputs(Map.of(port, List.of(value)));
    }

    /** Returns outputs with a list at one port, in order. */
    public static Outputs ofMany(String port, List<? extends Value> values) {
        return new Outputs(Map.of(port, List.copyOf(values)));
    }

    /** Returns these outputs with one more port. */
    public Outputs and(String port, Value value) {
        return and(port, List.of(value));
    }

    /** Returns these outputs with one more port that holds a list. */
    public Outputs and(String port, List<? extends Value> list) {
        Map<String, List<Value>> more = new LinkedHashMap<>(values);
        more.put(port, List.copyOf(list));
        return new Outputs(more);
    }
}
