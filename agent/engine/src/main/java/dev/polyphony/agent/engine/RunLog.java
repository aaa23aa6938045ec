package dev.polyphony.agent.engine;

import dev.polyphony.agent.EventReader;
import dev.polyphony.agent.Journal;
import dev.polyphony.agent.JournalEntry;
import dev.polyphony.agent.RunEvent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The events of a run that goes on: each is journaled before any reader sees it. Written by one thread at a time. */
final class RunLog {
    private final String runId;
    private final Journal journal;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final List<JournalEntry> entries = new ArrayList<>();
    private final List<Reader> readers = new ArrayList<>();
    private boolean ended;

    RunLog(String runId, Journal journal, Clock clock) {
        this.runId = runId;
        this.journal = journal;
        this.clock = clock;
    }

    /** Journals an event, then shows it. If the journal fails nothing is shown. */
    void append(RunEvent event) {
        JournalEntry entry = new JournalEntry(entries.size() + 1L, runId, clock.instant(), event);
        journal.append(entry);
        show(entry);
    }

    /** Ends a run; its last event is shown even if the journal can't take it any more. */
    @Nullable
    RuntimeException end(RunEvent.RunEnded event) {
        JournalEntry entry = new JournalEntry(entries.size() + 1L, runId, clock.instant(), event);
        RuntimeException lost = null;
        try {
            journal.append(entry);
        } catch (RuntimeException e) {
            lost = e;
        }
        show(entry);
        return lost;
    }

    private void show(JournalEntry entry) {
        List<Reader> woken;
        lock.lock();
        try {
            entries.add(entry);
            ended = entry.event() instanceof RunEvent.RunEnded;
            more.signalAll();
            woken = List.copyOf(readers);
        } finally {
            lock.unlock();
        }
        woken.forEach(Reader::wake);
    }

    EventReader reader(long afterSeq) {
        return new Reader(Math.max(0, afterSeq));
    }

    private final class Reader implements EventReader {
        private long seq;
        private volatile @Nullable Runnable wakeUp;

        Reader(long seq) {
            this.seq = seq;
        }

        @Override
        public List<JournalEntry> poll(int most) {
            lock.lock();
            try {
                int from = (int) Math.min(seq, entries.size());
                List<JournalEntry> next = List.copyOf(entries.subList(from, Math.min(entries.size(), from + most)));
                seq = Math.max(seq, from + next.size());
                leaveIfEnded();
                return next;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public @Nullable JournalEntry next() throws InterruptedException {
            lock.lockInterruptibly();
            try {
                while (seq >= entries.size()) {
                    if (ended) {
                        return null;
                    }
                    more.await();
                }
                return entries.get((int) seq++);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public boolean ended() {
            lock.lock();
            try {
                return ended && seq >= entries.size();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void onMore(Runnable newWakeUp) {
            lock.lock();
            try {
                wakeUp = newWakeUp;
                if (!readers.contains(this)) {
                    readers.add(this);
                }
            } finally {
                lock.unlock();
            }
            newWakeUp.run();
        }

        private void leaveIfEnded() {
            if (ended && seq >= entries.size()) {
                readers.remove(this);
            }
        }

        private void wake() {
            Runnable callback = wakeUp;
            if (callback != null) {
                callback.run();
            }
        }
    }
}
