package dev.polyphony.agent.engine;

import dev.polyphony.agent.Journal;
import dev.polyphony.agent.JournalEntry;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.RunState;
import dev.polyphony.agent.RunSummary;
import dev.polyphony.agent.Session;
import dev.polyphony.agent.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A journal in memory, which can be told to fail. */
final class MemoryJournal implements Journal {
    private final Map<String, List<JournalEntry>> runs = new LinkedHashMap<>();
    private final Map<String, Session> sessions = new LinkedHashMap<>();
    volatile boolean full;

    @Override
    public synchronized void append(JournalEntry entry) {
        if (full) {
            throw new StorageException("the disk is full.\nMaybe free space.");
        }
        List<JournalEntry> entries = runs.computeIfAbsent(entry.runId(), id -> new ArrayList<>());
        if (entry.seq() != entries.size() + 1) {
            throw new IllegalStateException("seq %d after %d".formatted(entry.seq(), entries.size()));
        }
        if (!entries.isEmpty() && entries.get(entries.size() - 1).event() instanceof RunEvent.RunEnded) {
            throw new IllegalStateException("an event after the last one: " + entry);
        }
        entries.add(entry);
    }

    @Override
    public synchronized List<JournalEntry> read(String runId, long afterSeq, int most) {
        return runs.getOrDefault(runId, List.of()).stream()
                .filter(entry -> entry.seq() > afterSeq)
                .limit(most)
                .toList();
    }

    @Override
    public synchronized Optional<RunSummary> run(String runId) {
        List<JournalEntry> entries = runs.get(runId);
        if (entries == null) {
            return Optional.empty();
        }
        var created = (RunEvent.RunCreated) entries.get(0).event();
        RunState state = RunState.RUNNING;
        Duration elapsed = null;
        String answer = null;
        for (JournalEntry entry : entries) {
            if (entry.event() instanceof RunEvent.AnswerCompleted done) {
                answer = done.text();
            } else if (entry.event() instanceof RunEvent.RunEnded end) {
                elapsed = end.elapsed();
                state = end instanceof RunEvent.RunCompleted
                        ? RunState.COMPLETED
                        : end instanceof RunEvent.RunCancelled ? RunState.CANCELLED : RunState.FAILED;
            }
        }
        return Optional.of(new RunSummary(
                runId,
                created.sessionId(),
                null,
                created.mode(),
                created.text(),
                created.attachments(),
                state,
                entries.get(0).at(),
                elapsed,
                answer));
    }

    @Override
    public synchronized List<RunSummary> runs(String sessionId) {
        return runs.keySet().stream()
                .map(id -> run(id).orElseThrow())
                .filter(run -> run.sessionId().equals(sessionId))
                .toList();
    }

    @Override
    public synchronized List<String> unfinished() {
        return runs.keySet().stream()
                .filter(id -> run(id).orElseThrow().state() == RunState.RUNNING)
                .toList();
    }

    @Override
    public synchronized Session open(String sessionId, String title) {
        return sessions.computeIfAbsent(sessionId, id -> new Session(id, title, Instant.EPOCH, Instant.EPOCH));
    }

    @Override
    public synchronized Optional<Session> session(String sessionId) {
        return Optional.ofNullable(sessions.get(sessionId));
    }

    @Override
    public synchronized List<Session> sessions(String query, int most) {
        return List.copyOf(sessions.values());
    }

    @Override
    public synchronized void rename(String sessionId, String title) {
        sessions.computeIfPresent(sessionId, (id, s) -> new Session(id, title, s.createdAt(), s.updatedAt()));
    }

    @Override
    public synchronized void delete(String sessionId) {
        sessions.remove(sessionId);
    }
}
