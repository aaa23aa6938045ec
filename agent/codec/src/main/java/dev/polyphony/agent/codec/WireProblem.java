package dev.polyphony.agent.codec;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.polyphony.agent.Problem;

/** The JSON form of a {@link Problem}, the shape {@code Error}. */
@Wire
public record WireProblem(
        @JsonProperty(value = "code", required = true) String code,
        @JsonProperty(value = "message", required = true) String message,
        @JsonProperty(value = "retriable", required = true) Boolean retriable) {

    /** Returns the JSON form. */
    public static WireProblem of(Problem problem) {
        return new WireProblem(problem.code(), problem.message(), problem.retriable());
    }

    /** Returns what this is the JSON form of. */
    public Problem toProblem() {
        return new Problem(code, message, retriable);
    }
}
