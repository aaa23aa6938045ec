package dev.polyphony.agent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Something that a user gives along with the words: a file, or bytes. What it is gets found out by looking at it. */
public final class Attachment {
    private final Source source;
    private final @Nullable String label;

    private Attachment(Source source, @Nullable String label) {
        this.source = source;
        this.label = label;
    }

    /** Opens the bytes. */
    @FunctionalInterface
    public interface Source {
        /** Returns a new stream from the first byte on; the caller closes it. */
        InputStream open() throws IOException;
    }

    /** Returns a file as an attachment; it is read when the request is taken in. */
    public static Attachment of(Path file) {
        Path name = file.getFileName();
        return new Attachment(() -> open(file), name == null ? null : name.toString());
    }

    /** Returns bytes as an attachment, under a name for people. */
    public static Attachment of(byte[] bytes, String label) {
        byte[] own = bytes.clone();
        return new Attachment(() -> new ByteArrayInputStream(own), label);
    }

    /** Returns whatever a source gives as an attachment, under a name for people. */
    public static Attachment of(Source source, @Nullable String label) {
        return new Attachment(source, label);
    }

    private static InputStream open(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new InvalidRequestException(
                    "there is no file \"%s\".\nMaybe check the path; it is taken from the folder you are in."
                            .formatted(file));
        }
        if (!Files.isRegularFile(file)) {
            throw new InvalidRequestException("\"%s\" is no file.\nMaybe name a file in it.".formatted(file));
        }
        return Files.newInputStream(file);
    }

    /** Opens the bytes; the caller closes the stream. */
    public InputStream open() throws IOException {
        return source.open();
    }

    /** Returns what the user calls it, or null. */
    public @Nullable String label() {
        return label;
    }
}
