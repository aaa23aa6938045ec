package dev.polyphony.agent.store;

import dev.polyphony.agent.BindingSelector.Observation;
import dev.polyphony.agent.Observations;
import dev.polyphony.agent.StorageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps how attempts went in a text file, one a line: tool, binding, microseconds, and 1 or 0 for success, between tabs. The
 * file is not forced to disk, since nothing depends on it; a line that a crash cut off is passed over. It keeps the last ones
 * alone. Thread-safe.
 */
public final class FileObservations implements Observations, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileObservations.class);

    private final FileChannel file;
    private final List<Observation> earlier;
    private boolean broken;

    private FileObservations(FileChannel file, List<Observation> earlier) {
        this.file = file;
        this.earlier = List.copyOf(earlier);
    }

    /**
     * Opens the file, or makes it.
     *
     * @param most how many are kept from one program to the next, at least 1
     * @throws StorageException if it cannot be used
     */
    public static FileObservations open(Path path, int most) {
        try {
            List<Observation> all = Files.exists(path) ? read(path) : List.of();
            List<Observation> last = all.subList(Math.max(0, all.size() - most), all.size());
            if (last.size() < all.size()) {
                Path shorter = path.resolveSibling(path.getFileName() + ".new");
                Files.write(shorter, last.stream().map(FileObservations::line).toList());
                Files.move(shorter, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            }
            FileChannel file = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
            // What a crash cut off must not become the beginning of the next line.
            file.write(ByteBuffer.wrap(new byte[] {'\n'}));
            return new FileObservations(file, last);
        } catch (IOException e) {
            throw new StorageException(
                    "what is known of past calls can't be kept in %s: %s.\nMaybe make the folder writable."
                            .formatted(path, e.getMessage()),
                    e);
        }
    }

    private static List<Observation> read(Path path) throws IOException {
        List<Observation> all = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(path, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Observation one = observation(line);
                if (one != null) {
                    all.add(one);
                }
            }
        }
        return all;
    }

    private static @Nullable Observation observation(String line) {
        String[] parts = line.split("\t", -1);
        if (parts.length != 4 || !parts[2].matches("\\d{1,15}") || !parts[3].matches("[01]")) {
            return null;
        }
        return new Observation(
                utf8(parts[0]),
                utf8(parts[1]),
                Duration.ofNanos(Long.parseLong(parts[2]) * 1_000),
                parts[3].equals("1"));
    }

    private static String utf8(String latin) {
        return new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static String line(Observation one) {
        return "%s\t%s\t%d\t%d"
                .formatted(one.tool(), one.binding(), one.took().toNanos() / 1_000, one.success() ? 1 : 0);
    }

    @Override
    public List<Observation> earlier() {
        return earlier;
    }

    @Override
    public synchronized void add(Observation observation) {
        String line = line(observation);
        if (line.indexOf('\n') >= 0) {
            return;
        }
        try {
            file.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            if (!broken) {
                broken = true;
                LOG.warn("how calls go is not kept any more: {}", e.toString());
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
