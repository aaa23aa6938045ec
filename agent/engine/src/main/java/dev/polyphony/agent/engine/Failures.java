package dev.polyphony.agent.engine;

import dev.polyphony.agent.PolyphonyException;
import dev.polyphony.agent.Problem;
import dev.polyphony.agent.TimedOutException;
import dev.polyphony.agent.ToolFailedException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/** Errors of tools and runs in the product's own types. */
final class Failures {
    /** The code of a run whose process ended before it did. */
    static final String INTERRUPTED = "interrupted";

    private Failures() {}

    /** Returns what a tool threw as an error that names the tool. */
    static PolyphonyException ofTool(String tool, Throwable thrown) {
        Throwable cause =
                thrown instanceof ExecutionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof PolyphonyException known) {
            return known;
        }
        if (cause instanceof OutOfMemoryError) {
            return new ToolFailedException(
                    "%s ran out of memory.\nMaybe give it something smaller, or start Java with a larger -Xmx."
                            .formatted(tool),
                    cause);
        }
        return new ToolFailedException(
                "%s failed: %s.\nMaybe try another input; the log has the details.".formatted(tool, briefly(cause)),
                cause);
    }

    /** Returns the error of an attempt that took longer than its tool may. */
    static PolyphonyException late(String tool, Duration most) {
        return new TimedOutException("%s took longer than %s s.\nMaybe give it something smaller, or raise its timeout."
                .formatted(tool, most.toMillis() / 1000.0));
    }

    static Problem interrupted() {
        return new Problem(
                INTERRUPTED, "the program ended before the run did.\nMaybe ask again; what was made is kept.", true);
    }

    private static String briefly(Throwable cause) {
        String message = cause.getMessage();
        String text = message == null ? cause.getClass().getSimpleName() : message;
        return text.length() <= 300 ? text : text.substring(0, 297) + "…";
    }
}
