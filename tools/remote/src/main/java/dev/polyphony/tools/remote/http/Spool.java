package dev.polyphony.tools.remote.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Takes bodies in, decoded, never more than a cap. */
final class Spool {
    private static final int ERROR_BYTES = 32 << 10;

    private Spool() {}

    /** Writes a body to a file and returns how many bytes it has. */
    static long toFile(InputStream in, Path file, long most) throws IOException, InvalidOutputException {
        long total = 0;
        byte[] buffer = new byte[16 << 10];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                total += n;
                if (total > most) {
                    throw new InvalidOutputException(
                            "sent more than %d bytes, the most that is taken (max-bytes)".formatted(most));
                }
                out.write(buffer, 0, n);
            }
        }
        return total;
    }

    /** Returns the beginning of the body of an error; whatever can't be read is left out. */
    static String beginning(InputStream in) {
        try {
            return new String(in.readNBytes(ERROR_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
