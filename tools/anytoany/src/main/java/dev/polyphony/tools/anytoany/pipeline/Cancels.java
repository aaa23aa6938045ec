package dev.polyphony.tools.anytoany.pipeline;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** How long work stops in the middle. */
public final class Cancels {
    private Cancels() {}

    /** @throws CancellationException if the work was cancelled or its thread interrupted, which it stays */
    public static void check(BooleanSupplier cancelled) {
        if (cancelled.getAsBoolean() || Thread.currentThread().isInterrupted()) {
            throw new CancellationException("cancelled");
        }
    }
}
