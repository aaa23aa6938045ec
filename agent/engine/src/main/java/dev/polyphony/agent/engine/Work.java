package dev.polyphony.agent.engine;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Blocking work on a worker thread, whose end becomes a message. Cancelling it interrupts the thread, and its end is still told. */
final class Work<T> {
    private final FutureTask<T> future;

    private Work(FutureTask<T> future) {
        this.future = future;
    }

    /**
     * Starts work.
     *
     * @param end is posted to the mailbox once, with a result or with what was thrown
     */
    static <T> Work<T> start(
            Executor executor, Mailbox mailbox, Callable<T> body, BiConsumer<@Nullable T, @Nullable Throwable> end) {
        FutureTask<T> future = new FutureTask<>(() -> {
            T result;
            try {
                result = body.call();
            } catch (Throwable e) {
                mailbox.post(() -> end.accept(null, e));
                throw e;
            }
            mailbox.post(() -> end.accept(result, null));
            return result;
        });
        executor.execute(future);
        return new Work<>(future);
    }

    /** Interrupts the work if it goes on; work that has not begun never will, and its end is not told. */
    void cancel() {
        future.cancel(true);
    }
}
