package dev.polyphony.agent.engine;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Work on a thread, which a cancel interrupts. */
final class ThreadWork<T> implements Worker.Work, Runnable {
    private final AtomicBoolean claimed = new AtomicBoolean();
    private final Callable<T> body;
    private final Runnable exit;
    private final BiConsumer<@Nullable T, @Nullable Throwable> end;

    /** Interrupts the thread while it is at this work, and at no other time. */
    private final FutureTask<Boolean> future = new FutureTask<>(this::work, true);

    ThreadWork(Callable<T> body, Runnable exit, BiConsumer<@Nullable T, @Nullable Throwable> end) {
        this.body = body;
        this.exit = exit;
        this.end = end;
    }

    @Override
    public void run() {
        future.run();
    }

    private void work() {
        if (!claimed.compareAndSet(false, true)) {
            return;
        }
        T result = null;
        Throwable error = null;
        try {
            result = body.call();
        } catch (Throwable e) {
            error = e;
        }
        exit.run();
        end.accept(result, error);
    }

    @Override
    public void cancel() {
        if (claimed.compareAndSet(false, true)) {
            exit.run();
        } else {
            future.cancel(true);
        }
    }
}
