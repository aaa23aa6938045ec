package dev.polyphony.agent.engine;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Runs blocking work: tools, planners, fusions. Thread-safe. */
interface Worker {
    /** Work under way. */
    interface Work {
        /** Interrupts the work if it goes on; work that has not begun never will, and its end is not told. */
        void cancel();
    }

    /**
     * Starts work and returns at once.
     *
     * @param exit is run once, as soon as the body has returned, however late after a cancel; or when work is cancelled that
     *     has not begun
     * @param end is told once after that, with a result or with what was thrown, on the thread of the work
     */
    <T> Work start(Callable<T> body, Runnable exit, BiConsumer<@Nullable T, @Nullable Throwable> end);

    /** Returns a worker that gives each work a thread of this executor. */
    static Worker on(Executor executor) {
        return new Worker() {
            @Override
            public <T> Work start(Callable<T> body, Runnable exit, BiConsumer<@Nullable T, @Nullable Throwable> end) {
                ThreadWork<T> work = new ThreadWork<>(body, exit, end);
                executor.execute(work);
                return work;
            }
        };
    }
}
