package dev.polyphony.agent.store;

import dev.polyphony.agent.Journal;
import dev.polyphony.agent.JournalEntry;
import dev.polyphony.agent.ResultCache;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.RunState;
import dev.polyphony.agent.RunSummary;
import dev.polyphony.agent.Session;
import dev.polyphony.agent.StorageException;
import dev.polyphony.agent.codec.ArtifactCodec;
import dev.polyphony.agent.codec.EventCodec;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs and sessions in an H2 file. An appended entry is in the file system when {@link #append} returns, so it survives the
 * death of the process (not a power cut): first in a file of its own beside the database, then in the database, together
 * with what came in the same moment. Whoever asks gets all that was appended before. Several processes may use one file: the first one opens it and serves the others
 * on the loopback address. Thread-safe.
 */
public final class H2Journal implements Journal, AutoCloseable {
    private static final String RUN_COLUMNS =
            "SELECT id, session_id, parent_id, mode, text, attachments, state, created_at, elapsed_ms, answer FROM run ";
    private static final String SESSION_COLUMNS = "SELECT id, title, created_at, used_at FROM session ";

    private final Path file;
    private final Database database;
    private final Backlog backlog;
    private final Clock clock;
    private final Map<String, Long> lastSeq = new ConcurrentHashMap<>();

    private H2Journal(Path file, Database database, Clock clock) {
        this.file = file;
        this.database = database;
        this.backlog = new Backlog(file.toAbsolutePath().normalize(), database);
        this.clock = clock;
    }

    /**
     * Opens the journal in a file, which is made or brought up to date if need be.
     *
     * @param file without the extension {@code .mv.db}
     * @throws dev.polyphony.agent.StorageException if it can't be opened
     */
    public static H2Journal open(Path file) {
        return open(file, Clock.systemUTC());
    }

    static H2Journal open(Path file, Clock clock) {
        return new H2Journal(file, Database.open(file), clock);
    }

    /**
     * Returns a cache of results in the same file, closed with the journal.
     *
     * @param most how many results are kept
     */
    public ResultCache results(int most) {
        return new H2ResultCache(database, clock, most);
    }

    @Override
    public void append(JournalEntry entry) {
        Long last = lastSeq.get(entry.runId());
        if (last == null && entry.seq() > 1) {
            backlog.settle();
            last = lastKept(entry.runId());
        }
        if (last != null && entry.seq() <= last) {
            throw new StorageException(
                    "the journal %s.mv.db failed: run %s has an entry %d already.\nMaybe two programs run it."
                            .formatted(file, entry.runId(), entry.seq()));
        }
        backlog.add(Line.Appended.of(entry));
        if (entry.event() instanceof RunEvent.RunEnded) {
            lastSeq.remove(entry.runId());
        } else {
            lastSeq.put(entry.runId(), entry.seq());
        }
    }

    private @Nullable Long lastKept(String runId) {
        return database
                .query("SELECT seq FROM event WHERE run_id = ? ORDER BY seq DESC LIMIT 1", row -> row.getLong(1), runId)
                .stream()
                .findFirst()
                .orElse(null);
    }

    @Override
    public List<JournalEntry> read(String runId, long afterSeq, int most) {
        backlog.settle();
        return database.query(
                "SELECT json FROM event WHERE run_id = ? AND seq > ? ORDER BY seq LIMIT ?",
                row -> EventCodec.decode(row.getString(1)),
                runId,
                afterSeq,
                most);
    }

    @Override
    public Optional<RunSummary> run(String runId) {
        backlog.settle();
        return database.query(RUN_COLUMNS + "WHERE id = ?", H2Journal::summary, runId).stream()
                .findFirst();
    }

    @Override
    public List<RunSummary> runs(String sessionId) {
        backlog.settle();
        return database.query(RUN_COLUMNS + "WHERE session_id = ? ORDER BY place", H2Journal::summary, sessionId);
    }

    @Override
    public List<String> unfinished() {
        record Open(String id, String owner) {}
        backlog.settle();
        return database
                .query(
                        "SELECT id, owner FROM run WHERE state = ? ORDER BY place",
                        row -> new Open(row.getString(1), row.getString(2)),
                        RunState.RUNNING.name())
                .stream()
                .filter(open -> !Owner.isAlive(open.owner()))
                .map(Open::id)
                .toList();
    }

    @Override
    public Session open(String sessionId, String title) {
        return backlog.opening(sessionId).or(() -> kept(sessionId)).orElseGet(() -> openNew(sessionId, title));
    }

    /** {@inheritDoc} The database is not asked. */
    @Override
    public Session openNew(String sessionId, String title) {
        Instant now = clock.instant();
        Session session = new Session(sessionId, title, now, now);
        backlog.add(new Line.Opened(session));
        return session;
    }

    private Optional<Session> kept(String sessionId) {
        return database.query(SESSION_COLUMNS + "WHERE id = ?", H2Journal::session, sessionId).stream()
                .findFirst();
    }

    @Override
    public Optional<Session> session(String sessionId) {
        backlog.settle();
        return kept(sessionId);
    }

    @Override
    public List<Session> sessions(String query, int most) {
        backlog.settle();
        return database.query(
                SESSION_COLUMNS + "WHERE LOCATE(LOWER(?), LOWER(title)) > 0 ORDER BY used_at DESC, id LIMIT ?",
                H2Journal::session,
                query.strip(),
                most);
    }

    @Override
    public void rename(String sessionId, String title) {
        backlog.settle();
        database.change(connection -> {
            Line.update(connection, "UPDATE session SET title = ? WHERE id = ?", title, sessionId);
        });
    }

    @Override
    public void delete(String sessionId) {
        backlog.settle();
        database.change(connection -> {
            Line.update(connection, "DELETE FROM session WHERE id = ?", sessionId);
        });
    }

    /** Closes the file; entries that were appended are in it. */
    @Override
    public void close() {
        backlog.close();
        database.close();
    }

    private static RunSummary summary(ResultSet row) throws SQLException {
        Long elapsed = row.getObject("elapsed_ms", Long.class);
        return new RunSummary(
                row.getString("id"),
                row.getString("session_id"),
                row.getString("parent_id"),
                row.getString("mode"),
                row.getString("text"),
                ArtifactCodec.decodeAll(row.getString("attachments")),
                RunState.valueOf(row.getString("state")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                elapsed == null ? null : Duration.ofMillis(elapsed),
                row.getString("answer"));
    }

    private static Session session(ResultSet row) throws SQLException {
        return new Session(
                row.getString("id"),
                row.getString("title"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("used_at", OffsetDateTime.class).toInstant());
    }
}
