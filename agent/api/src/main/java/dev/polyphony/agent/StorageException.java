package dev.polyphony.agent;

import org.jspecify.annotations.Nullable;

/** Artifacts or the journal could not be written or read, as when the disk is full (507). */
public final class StorageException extends PolyphonyException {
    /** @param message what is wrong, then a line that begins "Maybe" */
    public StorageException(String message) {
        this(message, null);
    }

    /** @param cause what led to it; null if nothing did */
    public StorageException(String message, @Nullable Throwable cause) {
        super("storage_failed", true, message, cause);
    }
}
