package dev.polyphony.agent.store;

import dev.polyphony.agent.InvalidRequestException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that is being received: it has a name of its own until it is complete, on disk, and moved into place. */
final class Incoming implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Incoming.class);
    private static final int LARGEST_BUFFER = 64 << 10;
    private static final Duration ABANDONED = Duration.ofDays(1);

    private final Path path;
    private final String sha256;
    private final long bytes;

    private Incoming(Path path, String sha256, long bytes) {
        this.path = path;
        this.sha256 = sha256;
        this.bytes = bytes;
    }

    /** Writes a text to a new file. */
    static Incoming write(Path folder, String text) throws IOException {
        return receive(folder, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Long.MAX_VALUE);
    }

    /** Writes a stream to a new file. */
    static Incoming receive(Path folder, InputStream content, long maxBytes) throws IOException {
        Path path = folder.resolve("%d-%s".formatted(ProcessHandle.current().pid(), UUID.randomUUID()));
        try (FileChannel out = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[bufferFor(content)];
            long total = 0;
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                total += read;
                if (total > maxBytes) {
                    throw new InvalidRequestException(
                            "there are more than %d bytes, which is the most that is taken.\nMaybe send a smaller file."
                                    .formatted(maxBytes));
                }
                digest.update(buffer, 0, read);
                ByteBuffer rest = ByteBuffer.wrap(buffer, 0, read);
                while (rest.hasRemaining()) {
                    out.write(rest);
                }
            }
            return new Incoming(path, HexFormat.of().formatHex(digest.digest()), total);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        } catch (IOException | RuntimeException e) {
            delete(path);
            throw e;
        }
    }

    /** Returns how large a buffer is worth while: what is there at once and is small needs no more than it is. */
    private static int bufferFor(InputStream content) throws IOException {
        int there = content.available();
        return there > 0 && there < LARGEST_BUFFER ? there + 1 : LARGEST_BUFFER;
    }

    Path path() {
        return path;
    }

    String sha256() {
        return sha256;
    }

    long bytes() {
        return bytes;
    }

    void moveTo(Path target) throws IOException {
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Removes the file, unless it was moved into place. */
    @Override
    public void close() {
        delete(path);
    }

    /** Removes what writers left that crashed: files of a dead process, or a day old. */
    static void sweep(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(Incoming::isAbandoned).forEach(Incoming::delete);
        } catch (IOException e) {
            LOG.warn("left-over files in {} could not be looked at: {}", folder, e.toString());
        }
    }

    private static boolean isAbandoned(Path file) {
        try {
            String owner = file.getFileName().toString().split("-", 2)[0];
            boolean alive = owner.matches("[0-9]{1,18}")
                    && ProcessHandle.of(Long.parseLong(owner)).isPresent();
            return !alive
                    || Files.getLastModifiedTime(file)
                            .toInstant()
                            .isBefore(Instant.now().minus(ABANDONED));
        } catch (IOException e) {
            return false;
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} could not be removed: {}", file, e.toString());
        }
    }
}
