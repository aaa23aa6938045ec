package dev.polyphony.agent.store;

import dev.polyphony.agent.StorageException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What went wrong with a disk, in words that help. */
final class Disk {
    private static final long LITTLE = 16L << 20;

    private Disk() {}

    static StorageException failure(String what, Path folder, IOException cause) {
        long free = freeBytes(folder);
        if (free >= 0 && free < LITTLE) {
            return new StorageException(
                    "%s: only %d bytes are free in %s.\nMaybe free some space, or set another home folder."
                            .formatted(what, free, folder),
                    cause);
        }
        String reason = cause instanceof AccessDeniedException
                ? "writing to %s is not allowed".formatted(cause.getMessage())
                : cause.toString();
        return new StorageException(
                "%s: %s.\nMaybe check the rights of the folder %s, or set another home folder."
                        .formatted(what, reason, folder),
                cause);
    }

    private static long freeBytes(Path folder) {
        try {
            Path existing = folder;
            while (existing.getParent() != null && !Files.exists(existing)) {
                existing = existing.getParent();
            }
            return Files.getFileStore(existing).getUsableSpace();
        } catch (IOException e) {
            return -1;
        }
    }
}
