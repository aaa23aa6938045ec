package dev.polyphony.agent;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Tells what a file holds by looking into it; its name is never believed. Thread-safe. */
@FunctionalInterface
public interface Probe {
    /**
     * What a file holds.
     *
     * @param mediaType the IANA media type
     * @param measures from the headers
     */
    record Result(Modality modality, String mediaType, Measures measures) {}

    /**
     * Reads the headers of a file and holds them against the limits, without decoding it.
     *
     * @param name what the user calls it, for messages; may be null
     * @throws InvalidRequestException if it is empty, cut off, of no known kind, or beyond a limit
     */
    Result probe(Path file, @Nullable String name);
}
