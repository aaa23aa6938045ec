package dev.polyphony.agent;

import java.util.UUID;

/** Makes ids; tests give one that counts. Thread-safe. */
@FunctionalInterface
public interface IdSource {
    /** Returns an id that was never returned before: letters, digits and hyphens. */
    String next();

    /** Returns a source of random UUIDs. */
    static IdSource random() {
        return () -> UUID.randomUUID().toString();
    }
}
