package dev.polyphony.agent.store;

import dev.polyphony.agent.JournalEntry;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.RunState;
import dev.polyphony.agent.Session;
import dev.polyphony.agent.codec.ArtifactCodec;
import dev.polyphony.agent.codec.EventCodec;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A change of the journal: one line of a file, and rows of the database. */
sealed interface Line {
    /** Returns the line without its end. */
    String text();

    /** Makes the change in the database. */
    void apply(Connection connection) throws SQLException;

    /** Returns the change that a line stands for. */
    static Line parse(String text, String owner) {
        return text.startsWith(Opened.MARK) ? Opened.parse(text) : new Appended(EventCodec.decode(text), text, owner);
    }

    /**
     * An entry was appended.
     *
     * @param text its JSON
     * @param owner the process that runs its run
     */
    record Appended(JournalEntry entry, String text, String owner) implements Line {
        private static final String INTERRUPTED = "interrupted";

        static Appended of(JournalEntry entry) {
            return new Appended(entry, EventCodec.encode(entry), Owner.current());
        }

        @Override
        public void apply(Connection connection) throws SQLException {
            RunEvent event = entry.event();
            if (event instanceof RunEvent.RunCreated created) {
                insertRun(connection, created);
            }
            update(
                    connection,
                    "INSERT INTO event (run_id, seq, json) VALUES (?, ?, ?)",
                    entry.runId(),
                    entry.seq(),
                    text);
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
        }

        private void insertRun(Connection connection, RunEvent.RunCreated created) throws SQLException {
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
                    owner);
            update(connection, "UPDATE session SET used_at = ? WHERE id = ?", time(entry.at()), created.sessionId());
        }

        private static RunState stateOf(RunEvent.RunEnded end) {
            if (end instanceof RunEvent.RunFailed failed) {
                return failed.problem().code().equals(INTERRUPTED) ? RunState.INTERRUPTED : RunState.FAILED;
            }
            return end instanceof RunEvent.RunCompleted ? RunState.COMPLETED : RunState.CANCELLED;
        }
    }

    /** A session was opened for the first time. */
    record Opened(Session session) implements Line {
        private static final String MARK = "session ";

        private static Opened parse(String text) {
            String[] parts = text.split(" ", -1);
            Instant at = Instant.parse(parts[1]);
            return new Opened(new Session(decoded(parts[2]), decoded(parts[3]), at, at));
        }

        @Override
        public String text() {
            return MARK + session.createdAt() + " " + encoded(session.id()) + " " + encoded(session.title());
        }

        @Override
        public void apply(Connection connection) throws SQLException {
            update(
                    connection,
                    "MERGE INTO session s USING (VALUES (?, ?, ?, ?)) n (id, title, created_at, used_at) ON s.id = n.id"
                            + " WHEN NOT MATCHED THEN INSERT VALUES (n.id, n.title, n.created_at, n.used_at)",
                    session.id(),
                    session.title(),
                    time(session.createdAt()),
                    time(session.updatedAt()));
        }

        private static String encoded(String words) {
            return URLEncoder.encode(words, StandardCharsets.UTF_8);
        }

        private static String decoded(String words) {
            return URLDecoder.decode(words, StandardCharsets.UTF_8);
        }
    }

    /** Runs a statement with these values. */
    static void update(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Database.bind(statement, values);
            statement.executeUpdate();
        }
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
