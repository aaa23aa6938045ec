package dev.polyphony.agent;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A reference to immutable content: the bytes lie in an {@link ArtifactStore} under their hash. Two artifacts with the same
 * id have the same bytes; {@code equals} never reads them.
 *
 * @param id sha-256 of the bytes, 64 lower-case hex digits
 * @param modality what kind of content it is
 * @param mediaType the IANA media type found by looking at the bytes, as {@code image/png}
 * @param bytes size, at least 0
 * @param label what a person would call it, as a file name; null if nobody named it
 * @param measures what its headers say
 */
public record Artifact(
        String id,
        Modality modality,
        String mediaType,
        long bytes,
        @Nullable String label,
        Measures measures) {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

    /** @throws IllegalArgumentException if the id is not a sha-256 in lower-case hex or the size is negative */
    public Artifact {
        if (!isId(id)) {
            throw new IllegalArgumentException("id (%s) must be 64 lower-case hex digits".formatted(id));
        }
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes (%d) must be at least 0".formatted(bytes));
        }
    }

    /** Returns true if the text has the form of an artifact id. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** Returns this artifact under another name. */
    public Artifact labelled(@Nullable String newLabel) {
        return new Artifact(id, modality, mediaType, bytes, newLabel, measures);
    }
}
