package dev.polyphony.agent;

import java.time.Duration;
import java.util.List;

/** Chooses among the bindings of a tool. Thread-safe. */
public interface BindingSelector {
    /**
     * A binding, and why it stands where it stands.
     *
     * @param reason a few words for people: {@code fastest of 3 (p50 0.8 s, 99 % of 120 calls)}
     */
    record Choice(Binding binding, String reason) {}

    /** What one attempt taught. */
    record Observation(String tool, String binding, Duration took, boolean success) {}

    /** Returns the bindings of a tool in the order in which they are to be tried; none is left out, so at least one. */
    List<Choice> rank(Tool tool);

    /** Takes note of how an attempt went. Attempts that were cancelled are not told. */
    default void observed(Observation observation) {}
}
