package dev.polyphony.agent;

import java.util.List;
import java.util.stream.Stream;

/** What fills an input port of a task. Immutable. */
public sealed interface Input permits Input.Literal, Input.Given, Input.Made, Input.Many {

    /** Returns the single inputs: the items of a list, or this alone. */
    default Stream<Input> items() {
        return Stream.of(this);
    }

    /**
     * Words, or a number or truth value in words, written in the plan itself.
     *
     * @param text the value; numbers in plain decimal
     */
    record Literal(String text) implements Input {}

    /**
     * An artifact that exists before the run: an attachment, or a result of an earlier run of the session.
     *
     * @param artifactId its id
     */
    record Given(String artifactId) implements Input {}

    /**
     * The output of another task.
     *
     * @param output which one
     * @param inferred true if the types fixed the edge, not the planner
     */
    record Made(OutputRef output, boolean inferred) implements Input {
        /** Returns the edge from this task's port, as a planner wrote it. */
        public static Made by(String taskId, String port) {
            return new Made(new OutputRef(taskId, port), false);
        }
    }

    /**
     * A list for a port that takes many.
     *
     * @param list in order, none of them a list
     */
    record Many(List<Input> list) implements Input {
        public Many {
            list = List.copyOf(list);
            if (list.stream().anyMatch(Many.class::isInstance)) {
                throw new IllegalArgumentException("an input list holds a list.\nMaybe put its items in directly.");
            }
        }

        @Override
        public Stream<Input> items() {
            return list.stream();
        }
    }
}
