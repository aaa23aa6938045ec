package dev.polyphony.agent.engine;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs messages one after the other, in the order in which they were posted, on threads of an executor that nobody
 * interrupts. What its messages touch needs no lock.
 */
final class Mailbox {
    private final Queue<Runnable> messages = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Executor executor;

    Mailbox(Executor executor) {
        this.executor = executor;
    }

    /** Adds a message; may be called from any thread, from a message too. A message must not throw. */
    void post(Runnable message) {
        messages.add(message);
        if (waiting.getAndIncrement() == 0) {
            executor.execute(this::drain);
        }
    }

    private void drain() {
        do {
            Runnable message = messages.poll();
            if (message != null) {
                message.run();
            }
        } while (waiting.decrementAndGet() != 0);
    }
}
