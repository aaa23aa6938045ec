package dev.polyphony.agent;

/** A run ended without an answer. Its code, message and {@code retriable} are those of the problem that ended it. */
public final class RunFailedException extends PolyphonyException {
    /** @param problem why the run ended */
    public RunFailedException(Problem problem) {
        super(problem.code(), problem.retriable(), problem.message(), null);
    }
}
