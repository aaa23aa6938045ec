package dev.polyphony.agent.store;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lines that the database does not have yet, in files beside it: {@code NAME.OWNER.WRITER.N.log}. A line is in the file system when
 * {@link #append} returns. A file is removed once the database has its lines; those of a process that died are left to be
 * adopted. Not thread-safe.
 */
final class WriteAhead {
    private static final Logger LOG = LoggerFactory.getLogger(WriteAhead.class);

    private final Path folder;
    private final String name;
    private final String writer = UUID.randomUUID().toString();
    private final List<Path> written = new ArrayList<>();
    private @Nullable OutputStream out;
    private long segments;

    /** @param journal the file of the database, without extension */
    WriteAhead(Path journal) {
        this.folder = journal.resolveSibling("");
        this.name = journal.getFileName().toString();
    }

    /** What a process left when it died. */
    record Orphan(Path file, String owner) {
        /** Returns the lines that were written to their ends. */
        List<String> lines() throws IOException {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        }
    }

    /** Writes a line that holds no line break. If that fails, the next line begins a new file. */
    void append(String line) throws IOException {
        if (out == null) {
            Path segment = folder.resolve("%s.%s.%s.%d.log".formatted(name, Owner.current(), writer, segments++));
            out = new FileOutputStream(segment.toFile());
            written.add(segment);
        }
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            closeOut();
            throw e;
        }
    }

    /** Ends the file that is being written; returns all that were written since this was asked last. */
    List<Path> cut() throws IOException {
        closeOut();
        List<Path> ended = List.copyOf(written);
        written.clear();
        return ended;
    }

    private void closeOut() throws IOException {
        OutputStream open = out;
        out = null;
        if (open != null) {
            open.close();
        }
    }

    /** Returns the files of processes that live no more, those of one process in its order. */
    List<Orphan> orphans() throws IOException {
        List<Orphan> orphans = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, name + ".*@*.*.*.log")) {
            for (Path file : files) {
                String owner = owner(file);
                if (!Owner.isAlive(owner)) {
                    orphans.add(new Orphan(file, owner));
                }
            }
        }
        orphans.sort(Comparator.comparing(Orphan::owner).thenComparingLong(orphan -> number(orphan.file())));
        return orphans;
    }

    private String owner(Path file) {
        String rest = file.getFileName().toString().substring(name.length() + 1);
        return rest.substring(0, rest.indexOf('.'));
    }

    private static long number(Path file) {
        String[] parts = file.getFileName().toString().split("\\.");
        return Long.parseLong(parts[parts.length - 2]);
    }

    /** Removes files whose lines the database has. */
    static void remove(List<Path> files) {
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.warn("{} could not be removed: {}", file, e.toString());
            }
        }
    }
}
