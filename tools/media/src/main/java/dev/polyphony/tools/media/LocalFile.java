package dev.polyphony.tools.media;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.ToolFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Media as a file for as long as it is open: its own, or a copy in a temporary folder. */
final class LocalFile implements AutoCloseable {
    private final Path folder;
    private final Path path;

    private LocalFile(Path folder, Path path) {
        this.folder = folder;
        this.path = path;
    }

    static LocalFile of(Media media) {
        try {
            Path folder = Files.createTempDirectory("polyphony-media-");
            try {
                return new LocalFile(folder, media.file(folder));
            } catch (IOException e) {
                Files.delete(folder);
                throw e;
            }
        } catch (IOException e) {
            throw new ToolFailedException(
                    "%s could not be put into a file: %s.\nMaybe the disk is full."
                            .formatted(Refused.nameOf(media.label()), e.getMessage()),
                    e);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            if (path.startsWith(folder)) {
                Files.deleteIfExists(path);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
