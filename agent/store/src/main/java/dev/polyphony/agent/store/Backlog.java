package dev.polyphony.agent.store;

import dev.polyphony.agent.Session;
import dev.polyphony.agent.StorageException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes on their way into the database: a change is in a file at once, which is quick, and goes into the database with all
 * others of the same moment, which is what takes time. Thread-safe. The database is written by one thread of its own, which
 * nobody interrupts: an interruption would close the file under it.
 */
final class Backlog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);
    private static final Duration LINGER = Duration.ofMillis(250);
    private static final long MOST_CHARS = 8L << 20;

    private final Path journal;
    private final Database database;
    private final WriteAhead ahead;
    private final ScheduledThreadPoolExecutor writer;
    private final ReentrantLock lock = new ReentrantLock();

    /** What follows is touched under the lock. */
    private final Map<String, Session> opening = new HashMap<>();

    private List<Line> waiting = new ArrayList<>();
    private long waitingChars;
    private boolean writing;
    private boolean stuck;
    private boolean closed;

    /** What follows is touched by the writer alone. */
    private final List<Line> taken = new ArrayList<>();

    private final List<Path> segments = new ArrayList<>();

    Backlog(Path journal, Database database) {
        this.journal = journal;
        this.database = database;
        this.ahead = new WriteAhead(journal);
        this.writer = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "polyphony-journal");
            thread.setDaemon(true);
            return thread;
        });
        writer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Adds a change, which survives the death of the process from here on.
     *
     * @throws StorageException if it can't be kept, or the database has not taken what was added before
     */
    void add(Line line) {
        if (locked(() -> stuck)) {
            writeNow();
        }
        if (locked(() -> append(line))) {
            writeNow();
        }
    }

    /** Returns true if that is as much as should wait. */
    private boolean append(Line line) {
        if (closed) {
            throw new StorageException("the journal %s is closed.\nMaybe the program is ending.".formatted(journal));
        }
        try {
            ahead.append(line.text());
        } catch (IOException e) {
            throw Disk.failure("the journal " + journal + " can't be written", journal.resolveSibling(""), e);
        }
        if (waiting.isEmpty()) {
            var unused = writer.schedule(this::writeQuietly, LINGER.toMillis(), TimeUnit.MILLISECONDS);
        }
        waiting.add(line);
        waitingChars += line.text().length();
        if (line instanceof Line.Opened opened) {
            opening.put(opened.session().id(), opened.session());
        }
        return waitingChars > MOST_CHARS;
    }

    /** Returns a session that was opened and is not in the database yet. */
    Optional<Session> opening(String sessionId) {
        return locked(() -> Optional.ofNullable(opening.get(sessionId)));
    }

    /**
     * Brings the database up to date: with all that was added before, and with what processes left that died.
     *
     * @throws StorageException if it can't be written
     */
    void settle() {
        if (locked(() -> !waiting.isEmpty() || writing || stuck) || !orphans().isEmpty()) {
            writeNow();
        }
    }

    private void writeNow() {
        try {
            CompletableFuture.runAsync(this::write, writer).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StorageException known ? known : e;
        }
    }

    private void writeQuietly() {
        try {
            write();
        } catch (RuntimeException e) {
            LOG.warn("{}", e.getMessage());
        }
    }

    private void write() {
        try {
            locked(this::take);
            if (!taken.isEmpty()) {
                write(taken);
            }
            locked(this::done);
            taken.clear();
            WriteAhead.remove(segments);
            segments.clear();
            adopt();
        } catch (RuntimeException e) {
            locked(() -> {
                stuck = true;
                return true;
            });
            throw e;
        }
    }

    private boolean take() {
        writing = true;
        try {
            segments.addAll(ahead.cut());
        } catch (IOException e) {
            throw Disk.failure("the journal " + journal + " can't be written", journal.resolveSibling(""), e);
        }
        taken.addAll(waiting);
        waiting = new ArrayList<>();
        waitingChars = 0;
        return true;
    }

    private boolean done() {
        writing = false;
        stuck = false;
        for (Line line : taken) {
            if (line instanceof Line.Opened opened) {
                opening.remove(opened.session().id());
            }
        }
        return true;
    }

    private void adopt() {
        for (WriteAhead.Orphan orphan : orphans()) {
            List<Line> lines = new ArrayList<>();
            for (String text : lines(orphan)) {
                try {
                    lines.add(Line.parse(text, orphan.owner()));
                } catch (RuntimeException e) {
                    LOG.warn("a line of {} is not readable and is left out: {}", orphan.file(), e.getMessage());
                }
            }
            write(lines);
            WriteAhead.remove(List.of(orphan.file()));
        }
    }

    private List<WriteAhead.Orphan> orphans() {
        try {
            return ahead.orphans();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private List<String> lines(WriteAhead.Orphan orphan) {
        try {
            return orphan.lines();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private StorageException unreadable(IOException e) {
        return Disk.failure("what is left of the journal " + journal + " can't be read", journal.resolveSibling(""), e);
    }

    /** Writes all lines at once; if that fails because of one of them, one by one without it. */
    private void write(List<Line> lines) {
        try {
            database.change(connection -> {
                for (Line line : lines) {
                    line.apply(connection);
                }
            });
        } catch (StorageException e) {
            if (!isOfALine(e)) {
                throw e;
            }
            lines.forEach(this::writeAlone);
        }
    }

    /** A line that the database has already, or whose session was deleted meanwhile, is left out. */
    private void writeAlone(Line line) {
        try {
            database.change(line::apply);
        } catch (StorageException e) {
            if (!isOfALine(e)) {
                throw e;
            }
            LOG.debug("left out of {}: {}", journal, e.getMessage());
        }
    }

    /** Returns true if the data were refused (SQL states 22 and 23), not the database broken. */
    private static boolean isOfALine(StorageException e) {
        return e.getCause() instanceof SQLException sql
                && sql.getSQLState() != null
                && (sql.getSQLState().startsWith("22") || sql.getSQLState().startsWith("23"));
    }

    /** Something that is done under the lock. */
    @FunctionalInterface
    private interface Held<T> {
        T get();
    }

    private <T> T locked(Held<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more, brings the database up to date as far as that goes, and stops. */
    @Override
    public void close() {
        boolean before = locked(() -> {
            boolean was = closed;
            closed = true;
            return was;
        });
        if (before) {
            return;
        }
        CompletableFuture.runAsync(this::writeQuietly, writer).join();
        writer.shutdown();
    }
}
