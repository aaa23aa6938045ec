package dev.polyphony.tools.media;

import dev.polyphony.agent.ToolFailedException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CancellationException;

/** What becomes of an error of the file system. */
final class Unreadable {
    private Unreadable() {}

    /** Returns the error for the caller: an interrupt in the middle of a read is a cancel and no failure. */
    static RuntimeException error(String name, IOException e) {
        if (e instanceof ClosedByInterruptException) {
            return new CancellationException("cancelled");
        }
        return new ToolFailedException(
                "%s could not be read: %s.\nMaybe it was removed.".formatted(name, e.getMessage()), e);
    }
}
