package dev.polyphony.agent.store;

import dev.polyphony.agent.Journal;
import dev.polyphony.agent.JournalEntry;
import dev.polyphony.agent.ResultCache;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.RunState;
import dev.polyphony.agent.RunSummary;
import dev.polyphony.agent.Session;
import dev.polyphony.agent.codec.ArtifactCodec;
import dev.polyphony.agent.codec.EventCodec;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs and sessions in an H2 file. An appended entry is in the file system when {@link #append} returns, so it survives the
 * death of the process (not a power cut). Several processes may use one file: the first one opens it and serves the others
 * on the loopback address. Thread-safe.
 */
public final class H2Journal implements Journal, AutoCloseable {
    private static final String INTERRUPTED = "interrupted";
    private static final String RUN_COLUMNS =
            "SELECT id, session_id, parent_id, mode, text, attachments, state, created_at, elapsed_ms, answer FROM run ";
    private static final String SESSION_COLUMNS = "SELECT id, title, created_at, used_at FROM session ";

    private final Database database;
    private final Clock clock;

    private H2Journal(Database database, Clock clock) {
        this.database = database;
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
        return new H2Journal(Database.open(file), clock);
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
        database.change(connection -> {
            RunEvent event = entry.event();
            if (event instanceof RunEvent.RunCreated created) {
                insertRun(connection, entry, created);
            }
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO event (run_id, seq, json) VALUES (?, ?, ?)")) {
                insert.setString(1, entry.runId());
                insert.setLong(2, entry.seq());
                insert.setString(3, EventCodec.encode(entry));
                insert.executeUpdate();
            }
            if (event instanceof RunEvent.AnswerCompleted done) {
                update(connection, "UPDATE run SET answer = ? WHERE id = ?", done.text(), entry.runId());
            } else if (event instanceof RunEvent.RunEnded end) {
                update(
                        connection,
                        "UPDATE run SET state = ?, elapsed_ms = ? WHERE id = ?",
                        stateOf(end).name(),
                        end.elapsed().toMillis(),
                        entry.runId());
            }
        });
    }

    private void insertRun(Connection connection, JournalEntry entry, RunEvent.RunCreated created) throws SQLException {
        update(
                connection,
                "INSERT INTO run (id, session_id, parent_id, mode, text, attachments, state, created_at, owner)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                entry.runId(),
                created.sessionId(),
                created.parentRunId(),
                created.mode(),
                created.text(),
                ArtifactCodec.encodeAll(created.attachments()),
                RunState.RUNNING.name(),
                time(entry.at()),
                Owner.current());
        update(connection, "UPDATE session SET used_at = ? WHERE id = ?", time(entry.at()), created.sessionId());
    }

    private static RunState stateOf(RunEvent.RunEnded end) {
        if (end instanceof RunEvent.RunFailed failed) {
            return failed.problem().code().equals(INTERRUPTED) ? RunState.INTERRUPTED : RunState.FAILED;
        }
        return end instanceof RunEvent.RunCompleted ? RunState.COMPLETED : RunState.CANCELLED;
    }

    @Override
    public List<JournalEntry> read(String runId, long afterSeq, int most) {
        return database.query(
                "SELECT json FROM event WHERE run_id = ? AND seq > ? ORDER BY seq LIMIT ?",
                row -> EventCodec.decode(row.getString(1)),
                runId,
                afterSeq,
                most);
    }

    @Override
    public Optional<RunSummary> run(String runId) {
        return database.query(RUN_COLUMNS + "WHERE id = ?", H2Journal::summary, runId).stream()
                .findFirst();
    }

    @Override
    public List<RunSummary> runs(String sessionId) {
        return database.query(RUN_COLUMNS + "WHERE session_id = ? ORDER BY place", H2Journal::summary, sessionId);
    }

    @Override
    public List<String> unfinished() {
        record Open(String id, String owner) {}
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
        OffsetDateTime now = time(clock.instant());
        return database.transaction(connection -> {
            update(
                    connection,
                    "MERGE INTO session s USING (VALUES (?, ?, ?, ?)) n (id, title, created_at, used_at) ON s.id = n.id"
                            + " WHEN NOT MATCHED THEN INSERT VALUES (n.id, n.title, n.created_at, n.used_at)",
                    sessionId,
                    title,
                    now,
                    now);
            return database.select(connection, SESSION_COLUMNS + "WHERE id = ?", H2Journal::session, sessionId)
                    .get(0);
        });
    }

    @Override
    public Optional<Session> session(String sessionId) {
        return database.query(SESSION_COLUMNS + "WHERE id = ?", H2Journal::session, sessionId).stream()
                .findFirst();
    }

    @Override
    public List<Session> sessions(String query, int most) {
        return database.query(
                SESSION_COLUMNS + "WHERE LOCATE(LOWER(?), LOWER(title)) > 0 ORDER BY used_at DESC, id LIMIT ?",
                H2Journal::session,
                query.strip(),
                most);
    }

    @Override
    public void rename(String sessionId, String title) {
        database.change(connection -> {
            update(connection, "UPDATE session SET title = ? WHERE id = ?", title, sessionId);
        });
    }

    @Override
    public void delete(String sessionId) {
        database.change(connection -> {
            update(connection, "DELETE FROM session WHERE id = ?", sessionId);
        });
    }

    /** Closes the file; entries that were appended are in it. */
    @Override
    public void close() {
        database.close();
    }

    private static void update(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Database.bind(statement, values);
            statement.executeUpdate();
        }
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

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
