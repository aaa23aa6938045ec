package dev.polyphony.tools.media;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Random access to the bytes of a file or an array through one small window; reading past the end is an {@link
 * EOFException}. Not thread-safe.
 */
final class Bytes implements Closeable {
    private static final int WINDOW = 1 << 16;

    private final @Nullable FileChannel file;
    private final long size;
    private final byte[] window;
    private long start;
    private int filled;

    private Bytes(@Nullable FileChannel file, long size, byte[] window, int filled) {
        this.file = file;
        this.size = size;
        this.window = window;
        this.filled = filled;
    }

    static Bytes of(Path path) throws IOException {
        FileChannel file = FileChannel.open(path);
        return new Bytes(file, file.size(), new byte[(int) Math.min(WINDOW, file.size())], 0);
    }

    static Bytes of(byte[] array) {
        return new Bytes(null, array.length, array, array.length);
    }

    long size() {
        return size;
    }

    /** Returns the byte at a place, 0 to 255. */
    int u8(long at) throws IOException {
        if (at < start || at >= start + filled) {
            fill(at);
        }
        return window[(int) (at - start)] & 0xFF;
    }

    int u16be(long at) throws IOException {
        return u8(at) << 8 | u8(at + 1);
    }

    int u16le(long at) throws IOException {
        return u8(at + 1) << 8 | u8(at);
    }

    long u32be(long at) throws IOException {
        return (long) u16be(at) << 16 | u16be(at + 2);
    }

    long u32le(long at) throws IOException {
        return (long) u16le(at + 2) << 16 | u16le(at);
    }

    long i64be(long at) throws IOException {
        return u32be(at) << 32 | u32be(at + 4);
    }

    /** Returns so many bytes as Latin-1 characters. */
    String ascii(long at, int length) throws IOException {
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
            text[i] = (byte) u8(at + i);
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** Returns true if these Latin-1 characters stand at a place; false also where the bytes end before. */
    boolean has(long at, String signature) throws IOException {
        if (at < 0 || at + signature.length() > size) {
            return false;
        }
        for (int i = 0; i < signature.length(); i++) {
            if (u8(at + i) != signature.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Copies bytes from a place on, as many as there are up to the array's length, and returns how many. */
    int copy(long at, byte[] into) throws IOException {
        int count = (int) Math.max(0, Math.min(into.length, size - at));
        for (int done = 0; done < count; ) {
            u8(at + done);
            int offset = (int) (at + done - start);
            int step = Math.min(count - done, filled - offset);
            System.arraycopy(window, offset, into, done, step);
            done += step;
        }
        return count;
    }

    private void fill(long at) throws IOException {
        if (at < 0 || at >= size || file == null) {
            throw new EOFException("it ends after %d bytes".formatted(size));
        }
        start = at;
        filled = 0;
        ByteBuffer rest = ByteBuffer.wrap(window);
        while (rest.hasRemaining() && at + filled < size) {
            int read = file.read(rest, at + filled);
            if (read < 0) {
                break;
            }
            filled += read;
        }
        if (filled == 0) {
            throw new EOFException("it ends after %d bytes".formatted(at));
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
