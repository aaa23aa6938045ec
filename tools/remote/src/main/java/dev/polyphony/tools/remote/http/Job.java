package dev.polyphony.tools.remote.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Work that a server does in its own time.
 *
 * @param <R> what comes of it
 */
public interface Job<R> {
    /** Hands the work in, once; the reply says which job it became, or holds the result already. */
    JobHandle accepted(Reply reply) throws IOException, InvalidOutputException, InterruptedException;

    /** Looks once; null while it goes on. */
    @Nullable
    R look(JobHandle job) throws IOException, InvalidOutputException, InterruptedException;

    /** Returns the request that cancels it; null if the server knows none. */
    default @Nullable Ask cancel(JobHandle job) {
        return null;
    }
}
