package dev.polyphony.agent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A picture, mask, sound or video: encoded bytes that lie in memory or in a file, which is not read before it is asked for.
 * Immutable as long as nobody changes the file. Thread-safe.
 */
public final class Media implements Value {
    private final Modality modality;
    private final byte @Nullable [] memory;
    private final @Nullable Path path;
    private final @Nullable String label;

    private Media(Modality modality, byte @Nullable [] memory, @Nullable Path path, @Nullable String label) {
        if (!modality.isMedia()) {
            throw new IllegalArgumentException(
                    "%s is no media.\nMaybe use Value.Text or Value.Labels.".formatted(modality));
        }
        this.modality = modality;
        this.memory = memory;
        this.path = path;
        this.label = label;
    }

    /** Returns media of these encoded bytes, which are copied. */
    public static Media of(Modality modality, byte[] bytes) {
        return new Media(modality, bytes.clone(), null, null);
    }

    /** Returns media of this file, which the caller leaves unchanged for as long as the value is used. */
    public static Media of(Modality modality, Path file) {
        return new Media(modality, null, file, null);
    }

    /** Returns the same content under a name that a person would give it. */
    public Media labelled(String newLabel) {
        return new Media(modality, memory, path, newLabel);
    }

    @Override
    public Modality modality() {
        return modality;
    }

    /** Returns what a person would call it, or null. */
    public @Nullable String label() {
        return label;
    }

    /** Opens the encoded bytes; the caller closes the stream. */
    public InputStream open() throws IOException {
        return path != null
                ? Files.newInputStream(path)
                : new ByteArrayInputStream(memory == null ? new byte[0] : memory);
    }

    /** Returns all encoded bytes, as a copy that the caller owns. */
    public byte[] bytes() throws IOException {
        try (InputStream in = open()) {
            return in.readAllBytes();
        }
    }

    /**
     * Returns a file with the encoded bytes, to be read only. It is the media's own file where it has one, else a new file
     * in the given folder.
     */
    public Path file(Path folder) throws IOException {
        return path != null ? path : Files.write(folder.resolve(UUID.randomUUID() + ".media"), bytes());
    }
}
