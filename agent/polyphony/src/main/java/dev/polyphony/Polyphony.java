package dev.polyphony;

import dev.polyphony.agent.Answer;
import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.ArtifactStore;
import dev.polyphony.agent.Attachment;
import dev.polyphony.agent.Estimate;
import dev.polyphony.agent.Journal;
import dev.polyphony.agent.Plan;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.Proposal;
import dev.polyphony.agent.Request;
import dev.polyphony.agent.Run;
import dev.polyphony.agent.Toolbox;
import dev.polyphony.agent.engine.Engine;
import dev.polyphony.planners.search.Explanation;
import dev.polyphony.planners.search.SearchPlanner;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An agent that answers requests made of text, pictures, sound and video: it plans which tools to call, runs them at once
 * where it can, and fuses what they return. Everything it is asked and makes is kept in its home folder. Thread-safe; close
 * it to free its models.
 *
 * <pre>{@code
 * try (Polyphony agent = Polyphony.builder().tools(LocalTools.available()).build()) {
 *     Answer answer = agent.ask("What is on this photo?", Attachment.of(path));
 *     System.out.println(answer.text());
 * }
 * }</pre>
 */
public final class Polyphony implements AutoCloseable {
    private final Engine engine;
    private final Toolbox toolbox;
    private final ArtifactStore artifacts;
    private final List<AutoCloseable> owned;
    private final String mode;
    private final SearchPlanner search;

    Polyphony(
            Engine engine,
            SearchPlanner search,
            Toolbox toolbox,
            ArtifactStore artifacts,
            List<AutoCloseable> owned,
            String mode) {
        this.engine = engine;
        this.search = search;
        this.toolbox = toolbox;
        this.artifacts = artifacts;
        this.owned = List.copyOf(owned);
        this.mode = mode;
    }

    /** Starts building an agent. */
    public static PolyphonyBuilder builder() {
        return new PolyphonyBuilder();
    }

    /**
     * Asks in a new session and waits for the answer.
     *
     * @throws dev.polyphony.agent.PolyphonyException if the request is refused or the run fails
     * @throws InterruptedException if the waiting thread was interrupted; the run is cancelled then
     */
    public Answer ask(String text, Attachment... attachments) throws InterruptedException {
        List<Artifact> taken = Arrays.stream(attachments).map(this::attach).toList();
        Run run = start(new Request(text, taken, null, mode));
        try {
            return run.answer();
        } catch (InterruptedException e) {
            run.cancel();
            throw e;
        }
    }

    /**
     * Takes an attachment in: looks what it is, holds it against the limits and stores it.
     *
     * @throws dev.polyphony.agent.InvalidRequestException if it is nothing that a tool could read
     * @throws dev.polyphony.agent.StorageException if it can't be stored; nothing is kept
     */
    public Artifact attach(Attachment attachment) {
        return engine.attach(attachment);
    }

    /**
     * Starts a run and returns at once; the run goes on whether anybody reads its events or not.
     *
     * @throws dev.polyphony.agent.InvalidRequestException if the request is empty or beyond a limit
     * @throws dev.polyphony.agent.ConflictException if its session has a run that goes on
     */
    public Run start(Request request) {
        return engine.start(request);
    }

    /** Plans a request, judges by past calls what that would take, and runs nothing. Blocks. */
    public Proposal plan(Request request) {
        return engine.plan(request);
    }

    /** Returns what a plan would take if it was run now. */
    public Estimate estimate(Plan plan) {
        return engine.estimate(plan);
    }

    /**
     * Returns how the embedded planner reads a request, as the first of a session: its steps, how well tools fit them, the plan
     * that it chooses and the second-best one. Runs nothing; blocks.
     */
    public Explanation explain(Request request) {
        return search.explain(PlanRequest.of(request.text(), request.attachments(), toolbox));
    }

    /** Returns a run of this id: one that goes on, or one that was kept, whose events can be read again. */
    public Optional<Run> run(String runId) {
        return engine.run(runId);
    }

    /** Returns how a request is answered that does not say it: {@code tools}, {@code end-to-end} or {@code auto}. */
    public String mode() {
        return mode;
    }

    /**
     * Returns all modes in which a request can be answered, the one first that is meant if none is named; {@code end-to-end} is
     * among them if there is a model for it.
     */
    public List<String> modes() {
        return engine.modes().stream()
                .sorted(Comparator.comparing(each -> !each.equals(mode)))
                .toList();
    }

    /** Returns the tools, and what is missing for others. */
    public Toolbox toolbox() {
        return toolbox;
    }

    /** Returns where attachments and results are kept. */
    public ArtifactStore artifacts() {
        return artifacts;
    }

    /** Returns where the events of all runs are kept. */
    public Journal journal() {
        return engine.journal();
    }

    /**
     * Takes no more requests, and gives the runs that go on so much time to end by themselves; to be called before
     * {@link #close} where they are to be spared.
     *
     * @return true if all have ended
     */
    public boolean drain(Duration most) {
        return engine.drain(most);
    }

    /** Ends runs that go on as interrupted, then frees models, files and threads. Close it once. */
    @Override
    public void close() {
        engine.close();
        for (AutoCloseable resource : owned) {
            Closing.quietly(resource);
        }
    }
}
