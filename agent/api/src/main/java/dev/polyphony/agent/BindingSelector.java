package dev.polyphony.agent;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

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

    /** Returns the bindings as {@link #rank(Tool)} does, for a request in these words. Returns at once. */
    default List<Choice> rank(Tool tool, String request) {
        return rank(tool);
    }

    /** Returns true if choosing takes long: then {@link #consider} is called before the bindings of a task are ranked. */
    default boolean blocks() {
        return false;
    }

    /**
     * Makes up its mind about the bindings of a tool for a request in these words; {@link #rank(Tool, String)} then says what
     * came of it. Blocks; interruption cancels it. Called once a task, if the tool has several bindings. If it throws, the
     * task goes on all the same.
     */
    default void consider(Tool tool, String request) {}

    /**
     * Makes up its mind as {@link #consider(Tool, String)} does, and tells what that took; this is what the engine calls.
     *
     * @param spent takes what language models read and wrote, before this returns; the task is added by the engine
     */
    default void consider(Tool tool, String request, Consumer<RunEvent.Usage> spent) {
        consider(tool, request);
    }

    /** Takes note of how an attempt went. Attempts that were cancelled are not told. */
    default void observed(Observation observation) {}
}
