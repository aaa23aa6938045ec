package dev.polyphony.planners.llm;

import java.nio.file.Path;

/**
 * Where calls of a language model are kept, one a line of JSON: what was asked, what came back piece by piece, what went wrong.
 * Keys and other secrets are never on it; what the user wrote is.
 *
 * @param file the file
 * @param plays true if calls are answered from the file and no model is asked; false if they are added to it
 */
public record Tape(Path file, boolean plays) {
    /** Returns a tape on which every call is recorded, after those that it holds; the file is made if need be. */
    public static Tape recording(Path file) {
        return new Tape(file, false);
    }

    /**
     * Returns a tape that answers every call as it was answered before. A call that is not on it is an error; calls that are
     * equal get their answers in the order of the recording, and then the last one again.
     */
    public static Tape playing(Path file) {
        return new Tape(file, true);
    }
}
