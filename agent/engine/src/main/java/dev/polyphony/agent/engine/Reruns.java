package dev.polyphony.agent.engine;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.JournalEntry;
import dev.polyphony.agent.NotFoundException;
import dev.polyphony.agent.Outcome;
import dev.polyphony.agent.Plan;
import dev.polyphony.agent.PlanCheck;
import dev.polyphony.agent.Proposal;
import dev.polyphony.agent.Request;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.Task;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What an edited plan takes over from the run that it repeats: the results of every task outside the cone of the edit. */
final class Reruns {
    private final Parts parts;

    Reruns(Parts parts) {
        this.parts = parts;
    }

    Origin of(String runId, Draft draft, Request request) {
        if (parts.journal().run(runId).isEmpty()) {
            throw new NotFoundException(
                    "there is no run \"%s\".\nMaybe it was made under another home.".formatted(runId));
        }
        List<RunEvent> events = parts.journal().read(runId, 0, Integer.MAX_VALUE).stream()
                .map(JournalEntry::event)
                .toList();
        Proposal proposal = checked(parts, draft, request);
        return new Origin(runId, proposal, unchanged(proposal.plan(), tasksOf(events), successesOf(events)));
    }

    static Proposal checked(Parts parts, Draft draft, Request request) {
        List<Artifact> known = Stream.concat(request.attachments().stream(), Drafts.artifacts(draft, parts.store()))
                .toList();
        var checked =
                PlanCheck.check(draft, parts.toolbox(), known, parts.limits().plan());
        return new Proposal(checked.orThrow(), "hand", checked.findings());
    }

    private static Map<String, Outcome.Success> unchanged(
            Plan plan, Map<String, Task> before, Map<String, Outcome.Success> successes) {
        Map<String, Outcome.Success> same = new LinkedHashMap<>();
        for (Task task : plan.tasks()) {
            Outcome.Success success = successes.get(task.id());
            if (success != null
                    && task.equals(before.get(task.id()))
                    && same.keySet().containsAll(task.dependencies())) {
                same.put(task.id(), success);
            }
        }
        return same;
    }

    private static Map<String, Task> tasksOf(List<RunEvent> events) {
        Map<String, Task> tasks = new HashMap<>();
        for (RunEvent event : events) {
            if (event instanceof RunEvent.PlanAccepted accepted) {
                accepted.plan().tasks().forEach(task -> tasks.put(task.id(), task));
            }
        }
        return tasks;
    }

    private Map<String, Outcome.Success> successesOf(List<RunEvent> events) {
        Map<String, Outcome.Success> successes = new HashMap<>();
        for (RunEvent event : events) {
            if (event instanceof RunEvent.TaskSucceeded done) {
                Kept.success(done.outputs(), parts.store()).ifPresent(success -> successes.put(done.taskId(), success));
            }
        }
        return successes;
    }
}
