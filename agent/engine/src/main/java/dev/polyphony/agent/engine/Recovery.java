package dev.polyphony.agent.engine;

import dev.polyphony.agent.Journal;
import dev.polyphony.agent.JournalEntry;
import dev.polyphony.agent.Plan;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.Task;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the runs that a crash cut short, so that every accepted run reaches one end. */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final Journal journal;
    private final Clock clock;

    Recovery(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /** Journals the end of every run that has none. */
    void endInterrupted() {
        for (String runId : journal.unfinished()) {
            List<JournalEntry> entries = journal.read(runId, 0, Integer.MAX_VALUE);
            if (!entries.isEmpty()) {
                LOG.info("run {} was interrupted", runId);
                end(runId, entries);
            }
        }
    }

    private void end(String runId, List<JournalEntry> entries) {
        Instant now = clock.instant();
        long seq = entries.get(entries.size() - 1).seq();
        for (String taskId : open(entries)) {
            journal.append(new JournalEntry(++seq, runId, now, new RunEvent.TaskCancelled(taskId, Duration.ZERO)));
        }
        Duration elapsed = Duration.between(entries.get(0).at(), now);
        journal.append(new JournalEntry(++seq, runId, now, new RunEvent.RunFailed(elapsed, Failures.interrupted())));
    }

    private static Set<String> open(List<JournalEntry> entries) {
        Set<String> open = new LinkedHashSet<>();
        Set<String> ended = new HashSet<>();
        for (JournalEntry entry : entries) {
            if (entry.event() instanceof RunEvent.PlanAccepted accepted) {
                Plan plan = accepted.plan();
                plan.tasks().stream()
                        .map(Task::id)
                        .filter(task -> !ended.contains(task))
                        .forEach(open::add);
            } else if (entry.event() instanceof RunEvent.TaskPlanned planned) {
                open.add(planned.taskId());
            } else if (entry.event() instanceof RunEvent.TaskEnded end) {
                open.remove(end.taskId());
                ended.add(end.taskId());
            }
        }
        return open;
    }
}
