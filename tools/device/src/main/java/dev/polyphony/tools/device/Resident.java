package dev.polyphony.tools.device;

import java.io.IOException;

/** A model that a {@link ModelPool} loads and unloads. The pool calls it for one thread at a time, and never while it works. */
public interface Resident {
    /** Returns what messages call it. */
    String name();

    /** Returns the bytes of its weights: what it takes of a device's budget, at least. */
    long bytes();

    /** Puts it on a device: {@code cpu}, {@code cuda:0}. */
    void load(String device) throws IOException;

    /** Frees all that it holds of the device. */
    void unload();
}
