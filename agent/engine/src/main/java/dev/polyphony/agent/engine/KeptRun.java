package dev.polyphony.agent.engine;

import dev.polyphony.agent.Answer;
import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.ArtifactStore;
import dev.polyphony.agent.EventReader;
import dev.polyphony.agent.Journal;
import dev.polyphony.agent.JournalEntry;
import dev.polyphony.agent.PlanningFailedException;
import dev.polyphony.agent.Run;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.RunFailedException;
import dev.polyphony.agent.RunSummary;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** A run that has ended, or that another process runs, as the journal tells it. */
final class KeptRun implements Run {
    private static final int PAGE = 256;

    private final RunSummary summary;
    private final Journal journal;
    private final ArtifactStore store;

    KeptRun(RunSummary summary, Journal journal, ArtifactStore store) {
        this.summary = summary;
        this.journal = journal;
        this.store = store;
    }

    @Override
    public String id() {
        return summary.id();
    }

    @Override
    public String sessionId() {
        return summary.sessionId();
    }

    @Override
    public EventReader events(long afterSeq) {
        return new Reader(Math.max(0, afterSeq));
    }

    @Override
    public void cancel() {
        // It has ended; there is nothing to stop.
    }

    @Override
    public Answer answer() {
        EventReader reader = events(0);
        Answer answer = null;
        while (!reader.ended()) {
            for (JournalEntry entry : reader.poll(PAGE)) {
                if (entry.event() instanceof RunEvent.AnswerCompleted done) {
                    List<Artifact> artifacts = done.artifacts().stream()
                            .map(store::find)
                            .flatMap(Optional::stream)
                            .toList();
                    answer = new Answer(done.text(), artifacts, id());
                } else if (entry.event() instanceof RunEvent.RunFailed failed) {
                    throw new RunFailedException(failed.problem());
                } else if (entry.event() instanceof RunEvent.RunCancelled) {
                    throw new CancellationException("run %s was cancelled".formatted(id()));
                }
            }
        }
        if (answer == null) {
            throw new PlanningFailedException(
                    "run %s has no answer.\nMaybe it still goes on in another process.".formatted(id()));
        }
        return answer;
    }

    private final class Reader implements EventReader {
        private final Deque<JournalEntry> page = new ArrayDeque<>();
        private long seq;
        private boolean drained;

        Reader(long seq) {
            this.seq = seq;
        }

        @Override
        public List<JournalEntry> poll(int most) {
            List<JournalEntry> next = new ArrayList<>();
            while (next.size() < most) {
                JournalEntry entry = next();
                if (entry == null) {
                    break;
                }
                next.add(entry);
            }
            return next;
        }

        @Override
        public @Nullable JournalEntry next() {
            if (page.isEmpty() && !drained) {
                page.addAll(journal.read(id(), seq, PAGE));
                drained = page.isEmpty();
            }
            JournalEntry entry = page.poll();
            if (entry != null) {
                seq = entry.seq();
                drained = entry.event() instanceof RunEvent.RunEnded;
            }
            return entry;
        }

        @Override
        public boolean ended() {
            return drained && page.isEmpty();
        }

        @Override
        public void onMore(Runnable wakeUp) {
            wakeUp.run();
        }
    }
}
