package dev.polyphony;

import dev.polyphony.agent.Embedder;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An embedder that keeps its vectors in a file. What tools say of themselves hardly ever changes, so that a program that
 * starts again does not place hundreds of sentences anew before it can plan. Losing the file costs time, nothing else.
 * Thread-safe, and safe for several processes on one file.
 */
final class KeptEmbedder implements Embedder {
    private static final Logger LOG = LoggerFactory.getLogger(KeptEmbedder.class);
    private static final int HASH_BYTES = 32;
    private static final int MOST_DIMENSIONS = 16_384;

    private final Embedder embedder;
    private final Path file;
    private final int most;
    private final Map<String, float[]> vectors = new HashMap<>();
    private boolean loaded;

    /**
     * @param embedder makes the vectors that are not kept yet
     * @param folder where the file lies, one for each embedder; made if need be
     * @param most how many vectors the file may hold; then it begins anew
     */
    KeptEmbedder(Embedder embedder, Path folder, int most) {
        this.embedder = embedder;
        this.file = folder.resolve(hash(embedder.name()).substring(0, 16) + ".vectors");
        this.most = most;
    }

    @Override
    public String name() {
        return embedder.name();
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        List<String> keys = texts.stream().map(KeptEmbedder::hash).toList();
        Map<String, float[]> known = new HashMap<>();
        Map<String, String> missing = new LinkedHashMap<>();
        synchronized (this) {
            load();
            for (int i = 0; i < keys.size(); i++) {
                float[] vector = vectors.get(keys.get(i));
                if (vector == null) {
                    missing.put(keys.get(i), texts.get(i));
                } else {
                    known.put(keys.get(i), vector);
                }
            }
        }
        if (!missing.isEmpty()) {
            // Not under the lock, so that several threads compute at once; a text that two of them miss is made twice.
            List<float[]> made = embedder.embed(List.copyOf(missing.values()));
            List<String> missingKeys = List.copyOf(missing.keySet());
            for (int i = 0; i < made.size(); i++) {
                known.put(missingKeys.get(i), made.get(i));
            }
            keep(missingKeys, made);
        }
        return keys.stream()
                .map(key -> Objects.requireNonNull(known.get(key)).clone())
                .toList();
    }

    private void load() {
        if (loaded) {
            return;
        }
        loaded = true;
        if (!Files.exists(file)) {
            return;
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            while (read(in)) {
                // Goes on to the next.
            }
        } catch (IOException e) {
            LOG.debug("{} can't be read any further", file, e);
        }
    }

    /** Returns false at the end, or where something is not as it was written. */
    private boolean read(DataInputStream in) throws IOException {
        byte[] key = new byte[HASH_BYTES];
        try {
            in.readFully(key);
            int dimensions = in.readInt();
            if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
                return false;
            }
            byte[] numbers = new byte[dimensions * Float.BYTES];
            in.readFully(numbers);
            if (in.readInt() != checksum(key, numbers)) {
                return false;
            }
            float[] vector = new float[dimensions];
            ByteBuffer.wrap(numbers).asFloatBuffer().get(vector);
            vectors.put(HexFormat.of().formatHex(key), vector);
            return true;
        } catch (EOFException e) {
            return false;
        }
    }

    private synchronized void keep(List<String> keys, List<float[]> made) {
        boolean anew = vectors.size() + keys.size() > most;
        if (anew) {
            vectors.clear();
        }
        int bytes = made.stream()
                .mapToInt(vector -> HASH_BYTES + Integer.BYTES + vector.length * Float.BYTES + Integer.BYTES)
                .sum();
        ByteBuffer records = ByteBuffer.allocate(bytes);
        for (int i = 0; i < keys.size(); i++) {
            float[] vector = made.get(i);
            vectors.put(keys.get(i), vector);
            byte[] key = HexFormat.of().parseHex(keys.get(i));
            byte[] numbers = new byte[vector.length * Float.BYTES];
            ByteBuffer.wrap(numbers).asFloatBuffer().put(vector);
            records.put(key).putInt(vector.length).put(numbers).putInt(checksum(key, numbers));
        }
        write(records.array(), anew);
    }

    private void write(byte[] records, boolean anew) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(
                    file,
                    records,
                    StandardOpenOption.CREATE,
                    anew ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND);
        } catch (IOException e) {
            LOG.debug("{} can't be written; the vectors will be made again", file, e);
        }
    }

    private static int checksum(byte[] key, byte[] numbers) {
        CRC32 sum = new CRC32();
        sum.update(key);
        sum.update(numbers);
        return (int) sum.getValue();
    }

    private static String hash(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
