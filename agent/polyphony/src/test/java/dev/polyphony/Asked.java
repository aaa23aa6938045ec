package dev.polyphony;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Attachment;
import dev.polyphony.agent.EventReader;
import dev.polyphony.agent.JournalEntry;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Request;
import dev.polyphony.agent.Run;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.Task;
import java.util.ArrayList;
import java.util.List;

/**
 * A request that was run to its end.
 *
 * @param tools names of the planned tools, sorted
 * @param made what the tasks made, in order
 * @param events all events
 */
record Asked(String answer, List<String> tools, List<RunEvent.ArtifactCreated> made, List<RunEvent> events) {
    static Asked of(Polyphony agent, String text, List<Attachment> attachments) {
        try {
            List<Artifact> taken = attachments.stream().map(agent::attach).toList();
            Run run = agent.start(Request.of(text, taken));
            List<RunEvent> events = new ArrayList<>();
            EventReader reader = run.events(0);
            for (JournalEntry entry = reader.next(); entry != null; entry = reader.next()) {
                events.add(entry.event());
            }
            return of(events);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static Asked of(List<RunEvent> events) {
        String answer = "";
        List<String> tools = List.of();
        List<RunEvent.ArtifactCreated> made = new ArrayList<>();
        for (RunEvent event : events) {
            if (event instanceof RunEvent.AnswerCompleted done) {
                answer = done.text();
            } else if (event instanceof RunEvent.PlanAccepted accepted) {
                tools = accepted.plan().tasks().stream()
                        .map(Task::tool)
                        .sorted()
                        .toList();
            } else if (event instanceof RunEvent.ArtifactCreated created) {
                made.add(created);
            }
        }
        return new Asked(answer, tools, made, events);
    }

    /** Returns what was made of a kind. */
    List<Artifact> made(Modality modality) {
        return made.stream()
                .map(RunEvent.ArtifactCreated::artifact)
                .filter(artifact -> artifact.modality() == modality)
                .toList();
    }
}
