package dev.polyphony.agent.engine;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Attachment;
import dev.polyphony.agent.ConflictException;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Estimate;
import dev.polyphony.agent.IdSource;
import dev.polyphony.agent.Journal;
import dev.polyphony.agent.Plan;
import dev.polyphony.agent.PlanListener;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.PolyphonyException;
import dev.polyphony.agent.Proposal;
import dev.polyphony.agent.Request;
import dev.polyphony.agent.Run;
import dev.polyphony.agent.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Runs requests: plans them, runs the plan as a graph in which a task starts when its last input exists, and has the results
 * fused. Every event is journaled before anybody sees it. Thread-safe.
 */
public final class Engine implements AutoCloseable {
    private final Parts parts;
    private final Intake intake;
    private final IdSource ids;
    private final Runnable onClose;
    private final Map<String, LiveRun> live = new ConcurrentHashMap<>();
    private final Map<String, String> liveBySession = new ConcurrentHashMap<>();
    /** Held for writing by who closes, so that no run begins that nobody would end. */
    private final ReentrantReadWriteLock starting = new ReentrantReadWriteLock();

    private boolean closed;

    Engine(Parts parts, Intake intake, IdSource ids, Runnable onClose) {
        this.parts = parts;
        this.intake = intake;
        this.ids = ids;
        this.onClose = onClose;
        new Recovery(parts.journal(), parts.clock()).endInterrupted();
    }

    /** Starts building an engine. */
    public static EngineBuilder builder() {
        return new EngineBuilder();
    }

    /**
     * Takes an attachment in: looks what it is, holds it against the limits and stores it.
     *
     * @throws dev.polyphony.agent.InvalidRequestException if it is nothing that a tool could read
     * @throws dev.polyphony.agent.StorageException if it can't be stored; nothing is kept
     */
    public Artifact attach(Attachment attachment) {
        return intake.attach(attachment);
    }

    /**
     * Starts a run and returns at once; the request is journaled by then. The run goes on whether anybody reads it or not.
     *
     * @throws dev.polyphony.agent.InvalidRequestException if the request is empty or beyond a limit
     * @throws ConflictException if the session has a run that goes on
     */
    public Run start(Request request) {
        return start(request, Origin.PLANNER);
    }

    /**
     * Starts a run of a plan that was made by hand, or edited; no planner is asked.
     *
     * @throws dev.polyphony.agent.InvalidPlanException if the draft is no plan that can be run
     */
    public Run start(Request request, Draft draft) {
        intake.check(request);
        return start(request, new Origin(null, Reruns.checked(parts, draft, request), Map.of()));
    }

    /**
     * Runs an edited plan of an earlier run: what the edit does not touch, and what does not depend on it, is taken over from
     * the earlier run, whose journal stays as it is.
     *
     * @param request the words and attachments of the new run; in the session of the earlier one
     * @throws dev.polyphony.agent.NotFoundException if there is no such run
     * @throws dev.polyphony.agent.InvalidPlanException if the draft is no plan that can be run
     */
    public Run rerun(String runId, Request request, Draft draft) {
        intake.check(request);
        return start(request, new Reruns(parts).of(runId, draft, request));
    }

    private Run start(Request request, Origin origin) {
        intake.check(request);
        starting.readLock().lock();
        try {
            return begin(request, origin);
        } finally {
            starting.readLock().unlock();
        }
    }

    private Run begin(Request request, Origin origin) {
        if (closed) {
            throw new ConflictException("the program is shutting down.\nMaybe ask again in a moment.");
        }
        String runId = ids.next();
        String sessionId = request.sessionId() == null ? ids.next() : request.sessionId();
        String other = liveBySession.putIfAbsent(sessionId, runId);
        if (other != null) {
            throw new ConflictException(
                    "session %s has run %s going on.\nMaybe wait for it, or cancel it.".formatted(sessionId, other));
        }
        try {
            if (request.sessionId() == null) {
                parts.journal().openNew(sessionId, title(request));
            } else {
                parts.journal().open(sessionId, title(request));
            }
            LiveRun run = new LiveRun(parts, runId, sessionId, request, origin, () -> {
                liveBySession.remove(sessionId, runId);
                live.remove(runId);
            });
            live.put(runId, run);
            run.begin();
            return run;
        } catch (PolyphonyException e) {
            live.remove(runId);
            liveBySession.remove(sessionId, runId);
            throw e;
        }
    }

    private static String title(Request request) {
        String text = request.text().strip().replaceAll("\\s+", " ");
        if (text.isEmpty()) {
            String label = request.attachments().get(0).label();
            return label == null ? "Untitled" : label;
        }
        return text.length() <= 60 ? text : text.substring(0, 57).stripTrailing() + "…";
    }

    /** Returns what a plan would take if it was run now. */
    public Estimate estimate(Plan plan) {
        return Estimates.of(plan, parts);
    }

    /**
     * Plans a request, judges what that would take, and runs nothing. Blocks.
     *
     * @throws PolyphonyException if no plan can be made
     */
    public Proposal plan(Request request) {
        intake.check(request);
        String sessionId = request.sessionId();
        Proposal proposal = parts.modes()
                .propose(
                        request.mode(),
                        new PlanRequest(
                                request.text(),
                                request.attachments(),
                                parts.plannable(),
                                sessionId == null ? List.of() : parts.history().of(sessionId),
                                null,
                                List.of()),
                        PlanListener.NONE);
        return proposal.with(estimate(proposal.plan()));
    }

    /** Returns a run of this id: one that goes on, or one that the journal kept. */
    public Optional<Run> run(String runId) {
        LiveRun going = live.get(runId);
        return going != null
                ? Optional.of(going)
                : parts.journal().run(runId).map(kept -> new KeptRun(kept, parts.journal(), parts.store()));
    }

    /** Returns the modes that a request can ask for, by the alphabet. */
    public List<String> modes() {
        return parts.modes().possible();
    }

    /** Returns the journal that this engine writes. */
    public Journal journal() {
        return parts.journal();
    }

    /** Returns the session of this id. */
    public Optional<Session> session(String sessionId) {
        return parts.journal().session(sessionId);
    }

    /**
     * Takes no more requests, and gives the runs that go on so much time to end by themselves. Call {@link #close} after it.
     *
     * @return true if all have ended
     */
    public boolean drain(Duration most) {
        shut();
        Instant end = parts.clock().instant().plus(most);
        return List.copyOf(live.values()).stream()
                .allMatch(
                        run -> run.hasEndedWithin(Duration.between(parts.clock().instant(), end)));
    }

    private void shut() {
        starting.writeLock().lock();
        try {
            closed = true;
        } finally {
            starting.writeLock().unlock();
        }
    }

    /** Ends all runs that go on as interrupted, waits up to ten seconds until that is journaled, and stops the threads. */
    @Override
    public void close() {
        List<LiveRun> last = interrupt();
        last.forEach(run -> run.awaitEnd(Duration.ofSeconds(10)));
        onClose.run();
    }

    /** Takes no more requests and asks all runs that go on to end as interrupted; returns them. */
    List<LiveRun> interrupt() {
        shut();
        List<LiveRun> last = List.copyOf(live.values());
        last.forEach(LiveRun::interrupt);
        return last;
    }
}
