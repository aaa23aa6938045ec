package dev.polyphony.agent;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps bytes under their sha-256, with what is known of them. Writing the same bytes again keeps the first entry. An
 * artifact is visible whole or not at all, also after a crash. Thread-safe.
 */
public interface ArtifactStore {
    /**
     * Stores what the stream holds.
     *
     * @param content is read to its end and not closed
     * @param maxBytes the most that is taken
     * @param describe is given the complete file, before it becomes visible, and says what it holds; its exceptions pass
     *     through and nothing is kept
     * @throws InvalidRequestException if there is more than {@code maxBytes}
     * @throws StorageException if it cannot be written, as when the disk is full; nothing is kept
     */
    Artifact put(InputStream content, long maxBytes, Function<Path, Description> describe);

    /** What the caller knows of a file that is being stored. */
    record Description(Probe.Result kind, @Nullable String label) {}

    /** Returns what is known of an artifact. */
    Optional<Artifact> find(String id);

    /**
     * Returns the file that holds the bytes, to be read only.
     *
     * @throws NotFoundException if there is none of this id
     */
    Path file(String id);

    /** Adds a record of how an artifact was made. */
    void record(Provenance provenance);

    /** Returns how an artifact was made, oldest first; empty for one that a user attached. */
    List<Provenance> provenance(String id);
}
