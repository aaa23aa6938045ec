package dev.polyphony.tools.local;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** How long work stops in the middle. */
final class Cancels {
    private Cancels() {}

    /** @throws CancellationException if the work was cancelled or its thread interrupted, which it stays */
    static void check(BooleanSupplier cancelled) {
        if (cancelled.getAsBoolean() || Thread.currentThread().isInterrupted()) {
            throw new CancellationException("cancelled");
        }
    }
}
