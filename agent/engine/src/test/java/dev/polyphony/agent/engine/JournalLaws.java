package dev.polyphony.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.JournalEntry;
import dev.polyphony.agent.Outcome;
import dev.polyphony.agent.Plan;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Toolbox;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What must hold of the events of any run, whatever happened to it. Fed with the events in order. */
final class JournalLaws {
    private final Toolbox toolbox;
    private final AttemptPolicy policy;
    private final EngineLimits limits;
    private final String where;
    private final Map<String, Task> tasks = new LinkedHashMap<>();
    private final Map<String, Integer> attempts = new HashMap<>();
    private final Map<String, Integer> hedges = new HashMap<>();
    private final Map<String, Integer> announced = new HashMap<>();

    /** How each task has ended: what a reader of the journal alone knows. */
    final Map<String, Outcome> outcomes = new LinkedHashMap<>();

    private final StringBuilder answer = new StringBuilder();
    private @Nullable Plan plan;
    private @Nullable JournalEntry last;
    private int retries;
    private boolean answered;

    JournalLaws(Toolbox toolbox, AttemptPolicy policy, EngineLimits limits, String where) {
        this.toolbox = toolbox;
        this.policy = policy;
        this.limits = limits;
        this.where = where;
    }

    /** Checks all events of a run that has ended. */
    void check(List<JournalEntry> entries) {
        assertThat(entries).as(where).isNotEmpty();
        entries.forEach(this::next);
        RunEvent end = entries.get(entries.size() - 1).event();
        law("ends with its end, not %s", end instanceof RunEvent.RunEnded, end);
        law("no task is left open: %s of %s", outcomes.keySet().containsAll(tasks.keySet()), outcomes, tasks.keySet());
        outcomes.forEach((id, outcome) -> law(
                "%s is cancelled with the run, or left out of the plan",
                !(outcome instanceof Outcome.Cancelled) || !(end instanceof RunEvent.RunCompleted) || !inPlan(id), id));
        law("a completed run has an answer", !(end instanceof RunEvent.RunCompleted) || answered);
        law("at most %d further attempts", retries <= limits.retries(), limits.retries());
        Instant began = entries.get(0).at();
        Duration took = Duration.between(began, entries.get(entries.size() - 1).at());
        boolean restarted = end instanceof RunEvent.RunFailed failed
                && failed.problem().code().equals(Failures.INTERRUPTED);
        law("within its time, not %s", restarted || took.compareTo(limits.run()) <= 0, took);
    }

    private void law(String what, boolean holds, Object... values) {
        assertThat(holds).as(where + ": " + what.formatted(values)).isTrue();
    }

    private void next(JournalEntry entry) {
        long before = last == null ? 0 : last.seq();
        law("event %d follows %d", entry.seq() == before + 1, entry.seq(), before);
        law("begins with its request", (last == null) == entry.event() instanceof RunEvent.RunCreated);
        if (last != null) {
            law("time goes on at %s", !entry.at().isBefore(last.at()), entry);
            law("nothing follows the end", !(last.event() instanceof RunEvent.RunEnded));
        }
        last = entry;
        RunEvent event = entry.event();
        if (event instanceof RunEvent.TaskPlanned planned) {
            law("%s comes before the plan", plan == null, event);
            law("%s is new", tasks.put(planned.taskId(), planned.task()) == null, event);
            law(
                    "%s follows what it takes",
                    tasks.keySet().containsAll(planned.task().dependencies()), event);
        } else if (event instanceof RunEvent.OfTask ofTask) {
            law("%s is planned", tasks.containsKey(ofTask.taskId()), event);
            law("%s comes before the task ends", !outcomes.containsKey(ofTask.taskId()), event);
            ofTask(ofTask);
        } else if (event instanceof RunEvent.PlanAccepted accepted) {
            law("one plan", plan == null);
            plan = accepted.plan();
            for (Task task : plan.tasks()) {
                Task begun = tasks.put(task.id(), task);
                law("%s is what was begun as it", begun == null || begun.equals(task), task);
            }
        } else if (event instanceof RunEvent.AnswerDelta delta) {
            answer.append(delta.text());
        } else if (event instanceof RunEvent.AnswerCompleted completed) {
            law("the pieces are the answer", completed.text().contentEquals(answer));
            law("one answer", !answered);
            answered = true;
        }
    }

    private void ofTask(RunEvent.OfTask event) {
        String id = event.taskId();
        Task task = tasks.get(id);
        if (event instanceof RunEvent.TaskStarted started) {
            started(started, task);
        } else if (event instanceof RunEvent.TaskProgress progress) {
            law("%s is of an attempt", progress.attempt() <= attempts.getOrDefault(id, 0), progress);
        } else if (event instanceof RunEvent.TaskRetrying retrying) {
            retries++;
            boolean nothingDone = List.of("rate_limited", "authentication", "model_not_found", "unsupported_feature")
                    .contains(retrying.problem().code());
            law("%s writes nothing twice", nothingDone || !tool(task).traits().writes(), retrying);
            law("%s is next", retrying.attempt() == attempts.getOrDefault(id, 0) + 1, retrying);
            announced.put(id, retrying.attempt());
        } else if (event instanceof RunEvent.TaskSucceeded succeeded) {
            law("%s has run", succeeded.cached() != attempts.containsKey(id), succeeded);
            law("%s after what it depends on", allSucceeded(task), succeeded);
            outcomes.put(id, new Outcome.Success(Map.of()));
        } else if (event instanceof RunEvent.TaskFailed failed) {
            outcomes.put(id, new Outcome.Failure(failed.problem()));
        } else if (event instanceof RunEvent.TaskSkipped skipped) {
            law("%s because of a failure", outcomes.get(skipped.cause()) instanceof Outcome.Failure, skipped);
            law("%s did not run", !attempts.containsKey(id), skipped);
            law(
                    "%s depends on it",
                    task.dependencies().stream()
                            .map(outcomes::get)
                            .anyMatch(o -> o instanceof Outcome.Failure || o instanceof Outcome.Skipped),
                    skipped);
            outcomes.put(id, new Outcome.Skipped(skipped.cause()));
        } else if (event instanceof RunEvent.TaskCancelled) {
            outcomes.put(id, new Outcome.Cancelled());
        }
    }

    private boolean inPlan(String id) {
        return plan != null && plan.task(id).isPresent();
    }

    /** Returns how each task of the plan has ended. */
    Map<String, Outcome> outcomesOfPlan() {
        Map<String, Outcome> ofPlan = new LinkedHashMap<>(outcomes);
        ofPlan.keySet().removeIf(id -> !inPlan(id));
        return ofPlan;
    }

    private Tool tool(Task task) {
        return toolbox.find(task.tool()).orElseThrow();
    }

    private boolean allSucceeded(Task task) {
        return task.dependencies().stream().allMatch(id -> outcomes.get(id) instanceof Outcome.Success);
    }

    private void started(RunEvent.TaskStarted started, Task task) {
        String id = started.taskId();
        law("%s has its inputs", allSucceeded(task), started);
        law(
                "%s would be missed, and waits for the plan",
                plan != null || !tool(task).traits().writes(), started);
        law("%s is of the plan", plan == null || inPlan(id), started);
        int number = attempts.merge(id, 1, Integer::sum);
        boolean hedge = started.reason().startsWith("hedge:");
        if (hedge) {
            hedges.merge(id, 1, Integer::sum);
            law("%s hedges a pure tool that runs", tool(task).traits().pure() && number > 1, started);
        } else {
            law("%s was announced", number == 1 || announced.getOrDefault(id, 0) == started.attempt(), started);
            law("%s is one of few", number - hedges.getOrDefault(id, 0) <= policy.attempts(), started);
        }
    }
}
