package dev.polyphony.agent.engine;

import dev.polyphony.agent.Answer;
import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Binding;
import dev.polyphony.agent.EventReader;
import dev.polyphony.agent.Outcome;
import dev.polyphony.agent.Plan;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.PolyphonyException;
import dev.polyphony.agent.Problem;
import dev.polyphony.agent.Proposal;
import dev.polyphony.agent.Provenance;
import dev.polyphony.agent.Request;
import dev.polyphony.agent.Run;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.StorageException;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.TimedOutException;
import dev.polyphony.agent.Tool;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run that goes on. All its state is touched by messages of its mailbox alone, one after the other: the end of planning,
 * of an attempt, of fusion, a deadline, a cancel. A task is started by the very message that ends the last task it waits for.
 */
final class LiveRun implements Run {
    private static final Logger LOG = LoggerFactory.getLogger(LiveRun.class);

    private final Parts parts;
    private final String id;
    private final String sessionId;
    private final Request request;
    private final Origin origin;
    private final Instant createdAt;
    private final RunLog log;
    private final Mailbox mailbox;
    private final Runnable onEnd;
    private final PendingAnswer answer;
    private final Map<String, TaskRun> running = new LinkedHashMap<>();
    private final StringBuilder text = new StringBuilder();
    private @Nullable PlanProgress progress;
    private @Nullable Work<?> work;
    private Runnable deadline = () -> {};
    private int retriesLeft;
    private boolean ended;

    LiveRun(Parts parts, String id, String sessionId, Request request, Origin origin, Runnable onEnd) {
        this.parts = parts;
        this.id = id;
        this.sessionId = sessionId;
        this.request = request;
        this.origin = origin;
        this.onEnd = onEnd;
        this.answer = new PendingAnswer(id);
        this.retriesLeft = parts.limits().retries();
        this.createdAt = parts.clock().instant();
        this.log = new RunLog(id, parts.journal(), parts.clock());
        this.mailbox = new Mailbox(parts.executor());
    }

    /** Journals the request, then goes on by itself. Once this has returned, the request is not lost any more. */
    void begin() {
        log.append(new RunEvent.RunCreated(
                sessionId, origin.parentRunId(), request.mode(), request.text(), request.attachments()));
        message(() -> {
            deadline = parts.timer().after(parts.limits().run(), () -> message(this::runOutOfTime));
            Proposal given = origin.given();
            if (given == null) {
                start(this::propose, this::planned);
            } else {
                planned(given);
            }
        });
    }

    private Proposal propose() {
        return parts.planning()
                .propose(new PlanRequest(
                        request.text(),
                        request.attachments(),
                        parts.toolbox(),
                        request.sessionId() == null
                                ? List.of()
                                : parts.history().of(sessionId),
                        null,
                        List.of()));
    }

    private void planned(Proposal proposal) {
        Plan plan = proposal.plan();
        log.append(new RunEvent.PlanProposed(plan, proposal.planner(), proposal.findings()));
        log.append(new RunEvent.PlanAccepted(plan));
        progress = new PlanProgress(plan);
        if (plan.tasks().isEmpty() && plan.answer().isPresent()) {
            delta(plan.answer().get());
            answered();
        } else {
            progress.roots().forEach(task -> dispatch(plan, task));
            fuseIfDone(plan);
        }
    }

    private void dispatch(Plan plan, Task task) {
        Outcome.Success before = origin.reused().get(task.id());
        if (before != null) {
            reuse(plan, task, before);
            return;
        }
        Tool tool = parts.toolbox().find(task.tool()).orElseThrow();
        TaskInputs inputs = new TaskInputs(tool, task, progress().outcomes(), parts.store());
        Outcome.Success kept = tool.traits().pure() ? Kept.find(parts, inputs) : null;
        if (kept != null) {
            reuse(plan, task, kept);
            return;
        }
        TaskRun started = new TaskRun(parts, id, task, tool, inputs, new Tasks(plan));
        running.put(task.id(), started);
        started.begin();
    }

    /** Ends a task at once with a result that was made before; its provenance stays that of the first time. */
    private void reuse(Plan plan, Task task, Outcome.Success success) {
        success.outputs()
                .forEach((port, artifacts) ->
                        artifacts.forEach(artifact -> parts.store().provenance(artifact.id()).stream()
                                .findFirst()
                                .ifPresent(first ->
                                        log.append(new RunEvent.ArtifactCreated(task.id(), port, artifact, first)))));
        log.append(new RunEvent.TaskSucceeded(task.id(), Duration.ZERO, ids(success), true));
        progress().succeeded(task.id(), success).forEach(next -> dispatch(plan, next));
    }

    private static Map<String, List<String>> ids(Outcome.Success success) {
        Map<String, List<String>> ids = new LinkedHashMap<>();
        success.outputs()
                .forEach((port, list) ->
                        ids.put(port, list.stream().map(Artifact::id).toList()));
        return ids;
    }

    /** What the tasks of this run ask of it. */
    private final class Tasks implements TaskRun.Host {
        private final Plan plan;

        Tasks(Plan plan) {
            this.plan = plan;
        }

        @Override
        public void log(RunEvent event) {
            log.append(event);
        }

        @Override
        public void post(Runnable body) {
            message(body);
        }

        @Override
        public <T> Work<T> work(Callable<T> body, BiConsumer<@Nullable T, @Nullable Throwable> end) {
            return Work.start(
                    parts.executor(), mailbox, body, (result, error) -> guarded(() -> end.accept(result, error)));
        }

        @Override
        public boolean isCritical(String taskId) {
            return CriticalPath.contains(plan, taskId, progress().outcomes().keySet(), parts.toolbox(), parts.health());
        }

        @Override
        public boolean takeRetry() {
            return retriesLeft-- > 0;
        }

        @Override
        public void succeeded(TaskRun task, Binding binding, Outcome.Success success) {
            running.remove(task.id());
            success.outputs()
                    .forEach((port, artifacts) -> artifacts.forEach(artifact -> {
                        Provenance provenance = task.provenance(artifact, binding);
                        parts.store().record(provenance);
                        log.append(new RunEvent.ArtifactCreated(task.id(), port, artifact, provenance));
                    }));
            log.append(new RunEvent.TaskSucceeded(task.id(), task.elapsed(), ids(success), false));
            if (task.tool().traits().pure()) {
                parts.cache().put(task.inputs().cacheKey(), ids(success));
            }
            progress().succeeded(task.id(), success).forEach(next -> dispatch(plan, next));
            fuseIfDone(plan);
        }

        @Override
        public void failed(TaskRun task, Problem problem) {
            running.remove(task.id());
            log.append(new RunEvent.TaskFailed(task.id(), task.elapsed(), problem));
            for (Task skipped : progress().failed(task.id(), new Outcome.Failure(problem))) {
                log.append(new RunEvent.TaskSkipped(
                        skipped.id(),
                        task.id(),
                        "%s was not run because %s failed."
                                .formatted(skipped.tool(), task.tool().name())));
            }
            fuseIfDone(plan);
        }
    }

    private void fuseIfDone(Plan plan) {
        if (!progress().ended()) {
            return;
        }
        var outcomes = Map.copyOf(progress().outcomes());
        start(
                () -> {
                    Answering.write(parts, request, plan, outcomes, piece -> message(() -> delta(piece)));
                    return true;
                },
                done -> answered());
    }

    private void delta(String piece) {
        text.append(piece);
        log.append(new RunEvent.AnswerDelta(piece));
    }

    private void answered() {
        List<Artifact> artifacts = Answering.artifactsOf(text, parts.store());
        log.append(new RunEvent.AnswerCompleted(
                text.toString(), artifacts.stream().map(Artifact::id).toList()));
        Problem failure = Answering.failureOfAll(progress().outcomes());
        if (failure != null) {
            end(new RunEvent.RunFailed(elapsed(), failure));
        } else {
            end(new RunEvent.RunCompleted(elapsed()), new Answer(text.toString(), artifacts, id));
        }
    }

    private void runOutOfTime() {
        fail(new TimedOutException("the run took longer than %d s.\nMaybe ask for less at once."
                .formatted(parts.limits().run().toSeconds())));
    }

    private void fail(Throwable error) {
        if (!(error instanceof PolyphonyException)) {
            LOG.error("run {} broke", id, error);
        }
        stopTasks();
        end(new RunEvent.RunFailed(elapsed(), Problem.of(error)));
    }

    /** Ends the run because the program ends. */
    void interrupt() {
        message(() -> {
            stopTasks();
            end(new RunEvent.RunFailed(elapsed(), Failures.interrupted()));
        });
    }

    @Override
    public void cancel() {
        message(() -> {
            stopTasks();
            end(new RunEvent.RunCancelled(elapsed()));
        });
    }

    private void stopTasks() {
        if (work != null) {
            work.cancel();
        }
        if (progress == null) {
            return;
        }
        for (Task task : progress.cancelled()) {
            TaskRun started = running.remove(task.id());
            Duration elapsed = started == null ? Duration.ZERO : started.elapsed();
            if (started != null) {
                started.stop();
            }
            try {
                log.append(new RunEvent.TaskCancelled(task.id(), elapsed));
            } catch (StorageException e) {
                LOG.error("run {}: the end of task {} could not be journaled", id, task.id(), e);
            }
        }
    }

    private void end(RunEvent.RunEnded event) {
        end(event, null);
    }

    private void end(RunEvent.RunEnded event, @Nullable Answer result) {
        ended = true;
        deadline.run();
        StorageException lost = log.end(event);
        if (lost != null) {
            LOG.error("run {}: its end could not be journaled", id, lost);
        }
        onEnd.run();
        answer.end(event, result);
    }

    private <T> void start(Callable<T> body, Consumer<T> then) {
        work = Work.start(
                parts.executor(),
                mailbox,
                body,
                (result, error) -> guarded(() -> {
                    if (result != null) {
                        then.accept(result);
                    } else {
                        fail(error == null ? new IllegalStateException("no result") : error);
                    }
                }));
    }

    private void message(Runnable body) {
        mailbox.post(() -> guarded(body));
    }

    /** Runs a message unless the run has ended; whatever it throws ends the run. */
    private void guarded(Runnable body) {
        if (ended) {
            return;
        }
        try {
            body.run();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /** Waits until the run has ended, at most this long. */
    void awaitEnd(Duration most) {
        if (!answer.awaitEnd(most)) {
            LOG.warn("run {} did not end within {}", id, most);
        }
    }

    private PlanProgress progress() {
        if (progress == null) {
            throw new IllegalStateException("run %s has no plan yet".formatted(id));
        }
        return progress;
    }

    private Duration elapsed() {
        return Duration.between(createdAt, parts.clock().instant());
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String sessionId() {
        return sessionId;
    }

    @Override
    public EventReader events(long afterSeq) {
        return log.reader(afterSeq);
    }

    @Override
    public Answer answer() throws InterruptedException {
        return answer.await();
    }
}
