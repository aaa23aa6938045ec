package dev.polyphony.agent.engine;

import dev.polyphony.agent.Answer;
import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.EventReader;
import dev.polyphony.agent.Plan;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.PolyphonyException;
import dev.polyphony.agent.Problem;
import dev.polyphony.agent.Proposal;
import dev.polyphony.agent.Request;
import dev.polyphony.agent.Run;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.TimedOutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run that goes on. All its state is touched by messages of its mailbox alone, one after the other: the end of planning,
 * of an attempt, of fusion, a deadline, a cancel.
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
    private final StringBuilder text = new StringBuilder();
    private final PlanRun tasks;
    private @Nullable Plan plan;
    private Worker.@Nullable Work work;
    private Runnable deadline = () -> {};
    private boolean ended;

    LiveRun(Parts parts, String id, String sessionId, Request request, Origin origin, Runnable onEnd) {
        this.parts = parts;
        this.id = id;
        this.sessionId = sessionId;
        this.request = request;
        this.origin = origin;
        this.onEnd = onEnd;
        this.answer = new PendingAnswer(id);
        this.createdAt = parts.clock().instant();
        this.log = new RunLog(id, parts.journal(), parts.clock());
        this.mailbox = new Mailbox(parts.executor());
        this.tasks = new PlanRun(parts, id, origin.reused(), new Tasks());
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
        PlanRequest asked = new PlanRequest(
                request.text(),
                request.attachments(),
                parts.plannable(),
                request.sessionId() == null ? List.of() : parts.history().of(sessionId),
                null,
                List.of());
        Consumer<Task> early = parts.earlyDispatch() ? task -> message(() -> early(task)) : task -> {};
        return parts.modes()
                .propose(
                        request.mode(),
                        asked,
                        new CertainTasks(asked, parts.limits().plan(), early, this::spent));
    }

    private void early(Task task) {
        if (plan == null) {
            tasks.early(task);
        }
    }

    private void spent(RunEvent.Usage usage) {
        message(() -> log.append(usage));
    }

    private void planned(Proposal proposal) {
        Plan whole = EarlyNames.given(proposal.plan(), tasks.tasks());
        plan = whole;
        log.append(new RunEvent.PlanProposed(whole, proposal.planner(), proposal.findings()));
        log.append(new RunEvent.PlanAccepted(whole));
        tasks.accept(whole);
        if (whole.tasks().isEmpty() && whole.answer().isPresent()) {
            delta(whole.answer().get());
            answered();
        } else {
            tasks.begin();
        }
    }

    /** What the tasks of this run ask of it. */
    private final class Tasks implements PlanRun.Host {
        /** A tool may not refer to artifacts in the words that it says. */
        private final LinkGuard guard = new LinkGuard(Set.of(), LiveRun.this::delta);

        @Override
        public void log(RunEvent event) {
            log.append(event);
        }

        @Override
        public void post(Runnable body) {
            message(body);
        }

        @Override
        public <T> Worker.Work work(
                boolean here, Callable<T> body, Runnable exit, BiConsumer<@Nullable T, @Nullable Throwable> end) {
            Worker worker = here ? parts.computing() : parts.worker();
            return worker.start(body, exit, (result, error) -> message(() -> end.accept(result, error)));
        }

        @Override
        public void said(String words) {
            guard.accept(words);
        }

        @Override
        public String request() {
            return request.text();
        }

        @Override
        public Instant deadline() {
            return createdAt.plus(parts.limits().run());
        }

        @Override
        public void ended() {
            guard.finish();
            var outcomes = Map.copyOf(tasks.outcomes());
            Plan whole = Objects.requireNonNull(plan);
            var rest = new Continued(text.toString(), piece -> message(() -> delta(piece)));
            start(
                    () -> {
                        Answering.write(parts, request, whole, outcomes, rest::accept, LiveRun.this::spent);
                        return true;
                    },
                    done -> answered());
        }
    }

    private void delta(String piece) {
        text.append(piece);
        log.append(new RunEvent.AnswerDelta(piece));
    }

    private void answered() {
        List<Artifact> artifacts = Answering.artifactsOf(text, plan, tasks.outcomes(), parts.store());
        log.append(new RunEvent.AnswerCompleted(
                text.toString(), artifacts.stream().map(Artifact::id).toList()));
        Problem failure = Answering.failureOfAll(tasks.outcomes());
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
        if (ended) {
            LOG.error("run {} has ended and broke after", id, error);
            return;
        }
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
        tasks.cancel();
    }

    private void end(RunEvent.RunEnded event) {
        end(event, null);
    }

    private void end(RunEvent.RunEnded event, @Nullable Answer result) {
        ended = true;
        deadline.run();
        RuntimeException lost = log.end(event);
        if (lost != null) {
            LOG.error("run {}: its end could not be journaled", id, lost);
        }
        onEnd.run();
        answer.end(event, result);
    }

    private <T> void start(Callable<T> body, Consumer<T> then) {
        work = parts.worker()
                .start(
                        body,
                        () -> {},
                        (result, error) -> message(() -> {
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

    /** Waits until the run has ended, at most this long, and returns true if it has. */
    boolean hasEndedWithin(Duration most) {
        return answer.awaitEnd(most);
    }

    /** Waits until the run has ended, at most this long; it is a fault if it has not by then. */
    void awaitEnd(Duration most) {
        if (!answer.awaitEnd(most)) {
            LOG.warn("run {} did not end within {}", id, most);
        }
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
