package dev.polyphony.testkit;

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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A journal in memory, strict about the order of events, which can be told to fail. Thread-safe. */
public final class InMemoryJournal implements Journal {
    private final Map<String, List<JournalEntry>> runs = new LinkedHashMap<>();
    private final Map<String, Session> sessions = new LinkedHashMap<>();
    private boolean full;

    /** Makes every {@link #append} fail from now on, or no longer. */
    public synchronized void full(boolean isFull) {
        full = isFull;
    }

    @Override
    public synchronized void append(JournalEntry entry) {
        if (full) {
            throw new StorageException("the journal is full.\nMaybe free space on its disk.");
        }
        List<JournalEntry> entries = runs.computeIfAbsent(entry.runId(), id -> new ArrayList<>());
        if (entry.seq() != entries.size() + 1) {
            throw new IllegalStateException("event %d came after %d".formatted(entry.seq(), entries.size()));
        }
        if (!entries.isEmpty() && entries.get(entries.size() - 1).event() instanceof RunEvent.RunEnded) {
            throw new IllegalStateException("an event came after the last one: " + entry);
        }
        entries.add(entry);
        if (entry.event() instanceof RunEvent.RunCreated created) {
            sessions.computeIfPresent(
                    created.sessionId(), (id, s) -> new Session(id, s.title(), s.createdAt(), entry.at()));
        }
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
        return Optional.ofNullable(runs.get(runId)).map(entries -> summary(runId, entries));
    }

    private static RunSummary summary(String runId, List<JournalEntry> entries) {
        var created = (RunEvent.RunCreated) entries.get(0).event();
        RunState state = RunState.RUNNING;
        Duration elapsed = null;
        String answer = null;
        for (JournalEntry entry : entries) {
            if (entry.event() instanceof RunEvent.AnswerCompleted done) {
                answer = done.text();
            } else if (entry.event() instanceof RunEvent.RunEnded end) {
                elapsed = end.elapsed();
                state = stateAfter(end);
            }
        }
        return new RunSummary(
                runId,
                created.sessionId(),
                created.parentRunId(),
                created.mode(),
                created.text(),
                created.attachments(),
                state,
                entries.get(0).at(),
                elapsed,
                answer);
    }

    private static RunState stateAfter(RunEvent.RunEnded end) {
        if (end instanceof RunEvent.RunCompleted) {
            return RunState.COMPLETED;
        }
        if (end instanceof RunEvent.RunFailed failed) {
            return failed.problem().code().equals("interrupted") ? RunState.INTERRUPTED : RunState.FAILED;
        }
        return RunState.CANCELLED;
    }

    @Override
    public synchronized List<RunSummary> runs(String sessionId) {
        return runs.entrySet().stream()
                .map(run -> summary(run.getKey(), run.getValue()))
                .filter(run -> run.sessionId().equals(sessionId))
                .toList();
    }

    @Override
    public synchronized List<String> unfinished() {
        return runs.entrySet().stream()
                .filter(run -> summary(run.getKey(), run.getValue()).state() == RunState.RUNNING)
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public synchronized Session open(String sessionId, String title) {
        return sessions.computeIfAbsent(sessionId, id -> {
            Instant epoch = Instant.EPOCH;
            return new Session(id, title, epoch, epoch);
        });
    }

    @Override
    public synchronized Optional<Session> session(String sessionId) {
        return Optional.ofNullable(sessions.get(sessionId));
    }

    @Override
    public synchronized List<Session> sessions(String query, int most) {
        String wanted = query.toLowerCase(Locale.ROOT);
        return sessions.values().stream()
                .filter(session -> session.title().toLowerCase(Locale.ROOT).contains(wanted))
                .sorted(Comparator.comparing(Session::updatedAt).reversed())
                .limit(most)
                .toList();
    }

    @Override
    public synchronized void rename(String sessionId, String title) {
        sessions.computeIfPresent(sessionId, (id, s) -> new Session(id, title, s.createdAt(), s.updatedAt()));
    }

    @Override
    public synchronized void delete(String sessionId) {
        sessions.remove(sessionId);
        runs.values().removeIf(entries -> sessionId.equals(sessionOf(entries)));
    }

    private static @Nullable String sessionOf(List<JournalEntry> entries) {
        return entries.get(0).event() instanceof RunEvent.RunCreated created ? created.sessionId() : null;
    }
}
