package dev.polyphony.tools.anytoany.bundle;

import dev.polyphony.agent.RegistrationException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A file of named tensors (safetensors), read strictly: a header that does not describe every byte behind it exactly once is
 * an error. Values are read when they are asked for. Thread-safe.
 */
public final class Safetensors {
    /** Reads bytes of a file. */
    private interface Source {
        ByteBuffer read(long from, int count) throws IOException;
    }

    private static final int LENGTH = 8;
    private static final int MOST_HEADER = 100_000_000;

    private final String name;
    private final Source source;
    private final long start;
    private final Map<String, TensorInfo> tensors;

    private Safetensors(String name, Source source, long size) {
        this.name = name;
        this.source = source;
        if (size < LENGTH) {
            throw HeaderReader.wrong(name, "has %d bytes, less than any safetensors file".formatted(size));
        }
        long header = bytes(0, LENGTH).getLong();
        if (header < 2 || header > Math.min(MOST_HEADER, size - LENGTH)) {
            throw HeaderReader.wrong(name, "says that its header has %d bytes, of %d".formatted(header, size));
        }
        start = LENGTH + header;
        byte[] json = new byte[(int) header];
        bytes(LENGTH, json.length).get(json);
        tensors = HeaderReader.read(name, json, size - start);
    }

    /**
     * Returns the tensors in these bytes, which are not copied.
     *
     * @param name of the file, for messages
     * @throws RegistrationException if they are no whole and sound safetensors file
     */
    public static Safetensors of(String name, byte[] bytes) {
        return new Safetensors(
                name, (from, count) -> ByteBuffer.wrap(bytes, (int) from, count).slice(), bytes.length);
    }

    /** Returns the tensors of a file, which must not change; as {@link #of(String, byte[])}. It is opened for each read. */
    public static Safetensors open(Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            return new Safetensors(name, (from, count) -> map(file, from, count), Files.size(file));
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static ByteBuffer map(Path file, long from, int count) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, from, count);
        }
    }

    /** Returns the name of the file. */
    public String name() {
        return name;
    }

    /** Returns what the file holds, by name, in the order of its bytes. */
    public Map<String, TensorInfo> tensors() {
        return tensors;
    }

    /**
     * Returns the numbers of a tensor as the caller's own, whole ones converted.
     *
     * @throws RegistrationException if there is no such tensor
     */
    public float[] floats(String tensor) {
        TensorInfo info = info(tensor);
        ByteBuffer bytes = bytes(info);
        float[] values = new float[count(info)];
        if (info.type() == ElementType.F32) {
            bytes.asFloatBuffer().get(values);
            return values;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = info.type().number(bytes, i);
        }
        return values;
    }

    /**
     * Returns the whole numbers of a tensor as the caller's own.
     *
     * @throws RegistrationException if there is no such tensor, or it holds no whole numbers
     */
    public long[] longs(String tensor) {
        TensorInfo info = info(tensor);
        if (info.type().name().contains("F")) {
            throw HeaderReader.wrong(name, "holds \"%s\" as %s, not in whole numbers".formatted(tensor, info.form()));
        }
        ByteBuffer bytes = bytes(info);
        long[] values = new long[count(info)];
        for (int i = 0; i < values.length; i++) {
            values[i] = info.type().whole(bytes, i);
        }
        return values;
    }

    /** Returns what the header says about a tensor; throws if there is none. */
    TensorInfo info(String tensor) {
        TensorInfo info = tensors.get(tensor);
        if (info == null) {
            throw new RegistrationException(
                    "%s holds no tensor \"%s\".\nMaybe it belongs to another version of the model."
                            .formatted(name, tensor));
        }
        return info;
    }

    private int count(TensorInfo info) {
        if (info.end() - info.begin() > Integer.MAX_VALUE) {
            throw HeaderReader.wrong(
                    name,
                    "holds \"%s\" in %d bytes, more than fit one array"
                            .formatted(info.name(), info.end() - info.begin()));
        }
        return (int) info.count();
    }

    private ByteBuffer bytes(TensorInfo info) {
        count(info);
        return bytes(start + info.begin(), (int) (info.end() - info.begin()));
    }

    private ByteBuffer bytes(long from, int count) {
        try {
            return source.read(from, count).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static RegistrationException unreadable(String name, IOException e) {
        return new RegistrationException(
                "%s can't be read: %s.\nMaybe fetch the model again.".formatted(name, e.getMessage()), e);
    }
}
