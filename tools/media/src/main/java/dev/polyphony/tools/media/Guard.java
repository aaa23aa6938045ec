package dev.polyphony.tools.media;

import dev.polyphony.agent.TimedOutException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Says whether work goes on: until its time is over, it is cancelled, or its thread is interrupted. */
final class Guard {
    private final Duration patience;
    private final long start = System.nanoTime();
    private final BooleanSupplier cancelled;

    private Guard(Duration patience, BooleanSupplier cancelled) {
        this.patience = patience;
        this.cancelled = cancelled;
    }

    /** Returns a guard that only an interrupt stops. */
    static Guard none() {
        return until(() -> false);
    }

    static Guard within(Duration patience) {
        return new Guard(patience, () -> false);
    }

    static Guard until(BooleanSupplier cancelled) {
        return new Guard(Duration.ofNanos(Long.MAX_VALUE), cancelled);
    }

    /** Returns true once the work is to stop. */
    boolean stops() {
        return late() || interrupted();
    }

    private boolean late() {
        return System.nanoTime() - start > patience.toNanos();
    }

    private boolean interrupted() {
        return cancelled.getAsBoolean() || Thread.currentThread().isInterrupted();
    }

    /**
     * @throws CancellationException if the work was cancelled or its thread interrupted, which it stays
     * @throws TimedOutException if its time is over
     */
    void check() {
        if (interrupted()) {
            throw new CancellationException("cancelled");
        }
        if (late()) {
            throw new TimedOutException("the file was not understood within %s.\nMaybe save it in another format."
                    .formatted(SoundCheck.clock(patience)));
        }
    }
}
