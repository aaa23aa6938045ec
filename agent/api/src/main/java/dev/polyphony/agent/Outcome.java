package dev.polyphony.agent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a task ended. */
public sealed interface Outcome permits Outcome.Success, Outcome.Failure, Outcome.Skipped, Outcome.Cancelled {
    /**
     * It gave what it promised.
     *
     * @param outputs artifacts by output port
     */
    record Success(Map<String, List<Artifact>> outputs) implements Outcome {
        public Success {
            Map<String, List<Artifact>> copy = new LinkedHashMap<>();
            outputs.forEach((port, list) -> copy.put(port, List.copyOf(list)));
            outputs = Ordered.copyOf(copy);
        }
    }

    /** It failed, after all attempts. */
    record Failure(Problem problem) implements Outcome {}

    /**
     * It was not run because what it depends on failed.
     *
     * @param cause id of the task that failed first
     */
    record Skipped(String cause) implements Outcome {}

    /** It was stopped, or never started, because the run was cancelled. */
    record Cancelled() implements Outcome {}
}
