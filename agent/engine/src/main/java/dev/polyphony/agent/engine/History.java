package dev.polyphony.agent.engine;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Journal;
import dev.polyphony.agent.JournalEntry;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.RunState;
import dev.polyphony.agent.RunSummary;
import dev.polyphony.agent.Turn;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The earlier runs of a session, as a planner looks back on them. */
final class History {
    private final Journal journal;
    private final int most;

    History(Journal journal, int most) {
        this.journal = journal;
        this.most = most;
    }

    /** Returns the newest completed runs of a session, oldest first. */
    List<Turn> of(String sessionId) {
        List<RunSummary> done = journal.runs(sessionId).stream()
                .filter(run -> run.state() == RunState.COMPLETED)
                .toList();
        return done.subList(Math.max(0, done.size() - most), done.size()).stream()
                .map(this::turn)
                .toList();
    }

    private Turn turn(RunSummary run) {
        Set<Artifact> artifacts = new LinkedHashSet<>(run.attachments());
        List<String> tools = new ArrayList<>();
        for (JournalEntry entry : journal.read(run.id(), 0, Integer.MAX_VALUE)) {
            if (entry.event() instanceof RunEvent.ArtifactCreated created) {
                artifacts.add(created.artifact());
            } else if (entry.event() instanceof RunEvent.PlanAccepted accepted) {
                accepted.plan().tasks().forEach(task -> tools.add(task.tool()));
            }
        }
        return new Turn(run.text(), run.answer() == null ? "" : run.answer(), List.copyOf(artifacts), tools);
    }
}
