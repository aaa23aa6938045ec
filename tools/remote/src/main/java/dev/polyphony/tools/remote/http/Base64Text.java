package dev.polyphony.tools.remote.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;

/** Decodes base64 strictly, from file to file, so that no large text is ever in memory. */
final class Base64Text {
    private static final int LONGEST_PREFIX = 100;

    private Base64Text() {}

    static InputStream open(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Opens a string as it stands in JSON, where a slash may be escaped. */
    static InputStream open(Path file) throws IOException {
        return new Unescaped(new BufferedInputStream(Files.newInputStream(file), 64 << 10));
    }

    /** Writes what the text stands for. */
    static void decode(InputStream text, Path target) throws IOException, InvalidOutputException {
        try (BufferedInputStream in = new BufferedInputStream(text, 64 << 10)) {
            skipPrefix(in);
            Counting counted = new Counting(in);
            Files.copy(Base64.getDecoder().wrap(counted), target, StandardCopyOption.REPLACE_EXISTING);
            if (counted.count % 4 != 0 || counted.count == 0) {
                throw new InvalidOutputException(
                        "sent base64 of %d characters, which is cut off".formatted(counted.count));
            }
        } catch (IOException e) {
            throw new InvalidOutputException("sent base64 that is none: " + e.getMessage(), e);
        }
    }

    private static void skipPrefix(BufferedInputStream in) throws IOException, InvalidOutputException {
        in.mark(LONGEST_PREFIX);
        String begin = new String(in.readNBytes(5), StandardCharsets.US_ASCII);
        if (!begin.equals("data:")) {
            in.reset();
            return;
        }
        StringBuilder prefix = new StringBuilder();
        for (int c = in.read(); c != ','; c = in.read()) {
            if (c < 0 || prefix.length() > LONGEST_PREFIX) {
                throw new InvalidOutputException("sent a data URL without data");
            }
            prefix.append((char) c);
        }
        if (!prefix.toString().matches("(image|audio|video)/[\\w.+-]+(;[\\w=.-]+)*;base64")) {
            throw new InvalidOutputException("sent a data URL of the type \"%s\"".formatted(prefix));
        }
    }

    private static final class Counting extends FilterInputStream {
        private long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            count += Math.max(0, n);
            return n;
        }
    }

    private static final class Unescaped extends FilterInputStream {
        Unescaped(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            return b == '\\' ? super.read() : b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = 0;
            while (n < length) {
                int b = read();
                if (b < 0) {
                    return n == 0 ? -1 : n;
                }
                buffer[offset + n++] = (byte) b;
            }
            return n;
        }
    }
}
