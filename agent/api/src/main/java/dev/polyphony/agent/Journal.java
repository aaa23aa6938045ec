package dev.polyphony.agent;

import java.util.List;
import java.util.Optional;

/**
 * Keeps the events of runs, and the sessions that the runs belong to. Append-only; an entry that {@link #append} has taken
 * survives a crash of the process. Thread-safe.
 */
public interface Journal {
    /**
     * Adds an entry. The entries of one run come in order from one thread at a time.
     *
     * @throws StorageException if it cannot be kept
     */
    void append(JournalEntry entry);

    /** Returns entries of a run after this number, oldest first, at most {@code most}; empty if there is none. */
    List<JournalEntry> read(String runId, long afterSeq, int most);

    /** Returns a run in short. */
    Optional<RunSummary> run(String runId);

    /** Returns the runs of a session, oldest first. */
    List<RunSummary> runs(String sessionId);

    /** Returns the runs that have begun and not ended. */
    List<String> unfinished();

    /** Creates a session, or returns the one of this id. */
    Session open(String sessionId, String title);

    /** Creates a session whose id was made just now, so that there is none of it yet; what that is need not be looked up. */
    default Session openNew(String sessionId, String title) {
        return open(sessionId, title);
    }

    /** Returns a session. */
    Optional<Session> session(String sessionId);

    /**
     * Returns sessions, the latest used first.
     *
     * @param query words that the title must hold, in any case; empty for all
     */
    List<Session> sessions(String query, int most);

    /** Renames a session. */
    void rename(String sessionId, String title);

    /** Removes a session with its runs; their artifacts stay. */
    void delete(String sessionId);
}
