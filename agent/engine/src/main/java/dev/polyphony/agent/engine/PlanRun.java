package dev.polyphony.agent.engine;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Binding;
import dev.polyphony.agent.Outcome;
import dev.polyphony.agent.Plan;
import dev.polyphony.agent.PolyphonyException;
import dev.polyphony.agent.Problem;
import dev.polyphony.agent.Provenance;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tasks of a run: starts each in the very message that ends the last task it waits for, takes over what was made before,
 * and skips what depends on a failure. Touched by messages of its run alone.
 */
final class PlanRun {
    private static final Logger LOG = LoggerFactory.getLogger(PlanRun.class);

    /** What the tasks ask of their run. Everything but {@code post} is called in a message. */
    interface Host {
        /** Journals an event. */
        void log(RunEvent event);

        /** Runs something as a message, unless the run has ended. From any thread. */
        void post(Runnable message);

        /**
         * Starts blocking work whose end is a message, unless the run has ended; see {@link Worker#start}.
         *
         * @param here whether the work is done on this machine, and so keeps a core busy
         */
        <T> Worker.Work work(
                boolean here, Callable<T> body, Runnable exit, BiConsumer<@Nullable T, @Nullable Throwable> end);

        /** The only task says words of the answer. */
        void said(String words);

        /** Returns when the run must have ended. */
        Instant deadline();

        /** Returns the words of the request. */
        String request();

        /** All tasks have ended. */
        void ended();
    }

    private final Parts parts;
    private final String runId;
    private final Map<String, Outcome.Success> reused;
    private final Host host;
    private final PlanProgress progress = new PlanProgress();
    private final Map<String, TaskRun> running = new LinkedHashMap<>();
    private boolean whole;
    private boolean begunEarly;
    private int retriesLeft;

    /** @param reused tasks whose results are taken over, by id */
    PlanRun(Parts parts, String runId, Map<String, Outcome.Success> reused, Host host) {
        this.parts = parts;
        this.runId = runId;
        this.reused = reused;
        this.host = host;
        this.retriesLeft = parts.limits().retries();
    }

    /** Takes up a task of a plan that is still being written, and starts it once it may. */
    void early(Task task) {
        host.log(new RunEvent.TaskPlanned(task));
        progress.add(task);
        logIfSkipped(task);
        dispatch(progress.ready());
    }

    /** Returns the tasks that have been taken up so far. */
    Collection<Task> tasks() {
        return progress.tasks();
    }

    /** Takes the whole plan, and cancels what it does not hold. */
    void accept(Plan plan) {
        whole = true;
        Set<String> before = progress.tasks().stream().map(Task::id).collect(Collectors.toSet());
        progress.accept(plan).forEach(this::stop);
        plan.tasks().stream().filter(task -> !before.contains(task.id())).forEach(this::logIfSkipped);
    }

    /** Starts what waits for nothing. */
    void begin() {
        dispatch(progress.ready());
    }

    private void logIfSkipped(Task task) {
        if (progress.outcomes().get(task.id()) instanceof Outcome.Skipped skipped) {
            Task cause = progress.tasks().stream()
                    .filter(one -> one.id().equals(skipped.cause()))
                    .findFirst()
                    .orElseThrow();
            logSkipped(task, cause.id(), cause.tool());
        }
    }

    private void logSkipped(Task task, String cause, String causeTool) {
        host.log(new RunEvent.TaskSkipped(
                task.id(), cause, "%s was not run because %s failed.".formatted(task.tool(), causeTool)));
    }

    /** Returns true if a task may start although the plan could still turn out not to hold it: if nobody would miss it. */
    private static boolean mayBeInVain(Tool tool) {
        return !tool.traits().writes() && tool.bindings().stream().allMatch(binding -> binding.costUsd() == 0);
    }

    /** Returns how each task that has ended did. */
    Map<String, Outcome> outcomes() {
        return progress.outcomes();
    }

    /** Starts these tasks; those whose results are there already end at once, so that what waits for them follows. */
    private void dispatch(Collection<Task> tasks) {
        Deque<Task> ready = new ArrayDeque<>(tasks.size() > 1 ? heaviestFirst(tasks) : tasks);
        while (!ready.isEmpty()) {
            Task task = ready.remove();
            Tool tool = parts.toolbox().find(task.tool()).orElseThrow();
            if (running.containsKey(task.id()) || !(whole || mayBeInVain(tool))) {
                continue;
            }
            try {
                ready.addAll(dispatch(task, tool));
            } catch (PolyphonyException e) {
                failed(task, tool, Duration.ZERO, Problem.of(e));
            }
        }
        if (whole && progress.ended()) {
            host.ended();
        } else {
            running.values().forEach(TaskRun::hedge);
        }
    }

    /** Returns the tasks in the order in which they hold up the run; where limits apply, the first ones get the places. */
    private List<Task> heaviestFirst(Collection<Task> tasks) {
        Map<String, Long> rests = rests();
        return tasks.stream()
                .sorted(Comparator.comparingLong(task -> -rests.getOrDefault(task.id(), 0L)))
                .toList();
    }

    private Map<String, Long> rests() {
        return CriticalPath.rests(progress.tasks(), progress.outcomes().keySet(), parts.toolbox(), parts.health());
    }

    /** Starts a task, or ends it; returns what may be started then. */
    private List<Task> dispatch(Task task, Tool tool) {
        Outcome.Success before = reused.get(task.id());
        if (before != null) {
            return reuse(task, before);
        }
        TaskInputs inputs = new TaskInputs(tool, task, progress.outcomes(), parts.store());
        Outcome.Success kept = tool.traits().pure() ? Kept.find(parts, inputs) : null;
        if (kept != null) {
            return reuse(task, kept);
        }
        TaskRun started = new TaskRun(parts, runId, task, tool, inputs, new Tasks());
        running.put(task.id(), started);
        begunEarly |= !whole;
        started.begin();
        return List.of();
    }

    /** Ends a task at once with a result that was made before; its provenance stays that of the first time. */
    private List<Task> reuse(Task task, Outcome.Success success) {
        success.outputs()
                .forEach((port, artifacts) ->
                        artifacts.forEach(artifact -> parts.store().provenance(artifact.id()).stream()
                                .findFirst()
                                .ifPresent(first ->
                                        host.log(new RunEvent.ArtifactCreated(task.id(), port, artifact, first)))));
        host.log(new RunEvent.TaskSucceeded(task.id(), Duration.ZERO, ids(success), true));
        return progress.succeeded(task.id(), success);
    }

    private static Map<String, List<String>> ids(Outcome.Success success) {
        Map<String, List<String>> ids = new LinkedHashMap<>();
        success.outputs()
                .forEach((port, list) ->
                        ids.put(port, list.stream().map(Artifact::id).toList()));
        return ids;
    }

    private void failed(Task task, Tool tool, Duration elapsed, Problem problem) {
        host.log(new RunEvent.TaskFailed(task.id(), elapsed, problem));
        for (Task skipped : progress.failed(task.id(), new Outcome.Failure(problem))) {
            logSkipped(skipped, task.id(), tool.name());
        }
    }

    /** Stops all tasks that have not ended and journals that, as far as the journal still takes it. */
    void cancel() {
        for (Task task : progress.cancelled()) {
            try {
                stop(task);
            } catch (RuntimeException e) {
                LOG.error("run {}: the end of task {} could not be journaled", runId, task.id(), e);
            }
        }
    }

    private void stop(Task task) {
        TaskRun started = running.remove(task.id());
        if (started != null) {
            started.stop();
        }
        host.log(new RunEvent.TaskCancelled(task.id(), started == null ? Duration.ZERO : started.elapsed()));
    }

    private final class Tasks implements TaskRun.Host {
        @Override
        public void log(RunEvent event) {
            host.log(event);
        }

        @Override
        public void post(Runnable message) {
            host.post(message);
        }

        @Override
        public <T> Worker.Work work(
                boolean here, Callable<T> body, Runnable exit, BiConsumer<@Nullable T, @Nullable Throwable> end) {
            return host.work(here, body, exit, end);
        }

        @Override
        public void said(String words) {
            if (whole && !begunEarly && progress.tasks().size() == 1) {
                host.said(words);
            }
        }

        @Override
        public boolean isCritical(String taskId) {
            return CriticalPath.contains(
                    progress.tasks(), taskId, progress.outcomes().keySet(), parts.toolbox(), parts.health());
        }

        @Override
        public long weight(String taskId) {
            return rests().getOrDefault(taskId, 0L);
        }

        @Override
        public boolean takeRetry() {
            return retriesLeft-- > 0;
        }

        @Override
        public Instant deadline() {
            return host.deadline();
        }

        @Override
        public String request() {
            return host.request();
        }

        @Override
        public void succeeded(TaskRun task, Binding binding, Outcome.Success success) {
            running.remove(task.id());
            success.outputs()
                    .forEach((port, artifacts) -> artifacts.forEach(artifact -> {
                        Provenance provenance = task.provenance(artifact, binding);
                        parts.store().record(provenance);
                        host.log(new RunEvent.ArtifactCreated(task.id(), port, artifact, provenance));
                    }));
            host.log(new RunEvent.TaskSucceeded(task.id(), task.elapsed(), ids(success), false));
            if (task.tool().traits().pure()) {
                parts.cache().put(task.inputs().cacheKey(), ids(success));
            }
            dispatch(progress.succeeded(task.id(), success));
        }

        @Override
        public void failed(TaskRun task, Problem problem) {
            running.remove(task.id());
            PlanRun.this.failed(task.task(), task.tool(), task.elapsed(), problem);
            dispatch(List.of());
        }
    }
}
