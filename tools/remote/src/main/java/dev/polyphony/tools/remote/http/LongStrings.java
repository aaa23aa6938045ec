package dev.polyphony.tools.remote.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the long strings out of JSON, as they hold media in base64, and puts each into a file; what is left is small. It
 * minds quotes and backslashes alone: whether it is JSON at all is found out by the reader of what is left.
 */
final class LongStrings {
    /** Strings of more bytes than this go to a file. */
    static final int SHORT = 16 << 10;

    private static final int MOST_LEFT = 8 << 20;
    private static final int MOST_FILES = 64;

    private final Path folder;
    private final String stem;
    private final List<Path> files = new ArrayList<>();
    private final ByteArrayOutputStream left = new ByteArrayOutputStream();
    private final ByteArrayOutputStream string = new ByteArrayOutputStream();
    private @Nullable OutputStream spill;

    private LongStrings(Path folder, String stem) {
        this.folder = folder;
        this.stem = stem;
    }

    /** What is left of the JSON, with a NUL and the number N in the place of the string that went to file N. */
    record Parted(String json, List<Path> files) {}

    /** Takes the JSON in a file apart; files for long strings are made beside it. */
    static Parted part(Path file) throws IOException, InvalidOutputException {
        Path folder = file.toAbsolutePath().getParent();
        LongStrings strings = new LongStrings(folder == null ? file : folder, String.valueOf(file.getFileName()));
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 64 << 10)) {
            strings.scan(in);
        } finally {
            strings.close();
        }
        return new Parted(strings.left.toString(StandardCharsets.UTF_8), List.copyOf(strings.files));
    }

    private void scan(InputStream in) throws IOException, InvalidOutputException {
        boolean inside = false;
        boolean escaped = false;
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (!inside) {
                leave(b);
                inside = b == '"';
            } else if (escaped) {
                put(b);
                escaped = false;
            } else if (b == '"') {
                endString();
                inside = false;
            } else {
                put(b);
                escaped = b == '\\';
            }
        }
        if (inside) {
            throw new InvalidOutputException("sent JSON that is cut off within a string");
        }
    }

    private void leave(int b) throws InvalidOutputException {
        if (left.size() >= MOST_LEFT) {
            throw new InvalidOutputException(
                    "sent JSON with more than %d bytes besides its long strings".formatted(MOST_LEFT));
        }
        left.write(b);
    }

    private void put(int b) throws IOException, InvalidOutputException {
        if (spill != null) {
            spill.write(b);
            return;
        }
        string.write(b);
        if (string.size() > SHORT) {
            if (files.size() >= MOST_FILES) {
                throw new InvalidOutputException("sent JSON with more than %d long strings".formatted(MOST_FILES));
            }
            Path file = folder.resolve("%s-string-%d".formatted(stem, files.size()));
            files.add(file);
            OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 64 << 10);
            spill = out;
            string.writeTo(out);
            string.reset();
        }
    }

    private void endString() throws IOException, InvalidOutputException {
        if (spill != null) {
            close();
            for (byte b : ("\\u0000" + (files.size() - 1)).getBytes(StandardCharsets.US_ASCII)) {
                leave(b);
            }
        } else {
            string.writeTo(left);
            string.reset();
        }
        leave('"');
    }

    private void close() throws IOException {
        if (spill != null) {
            spill.close();
            spill = null;
        }
    }
}
