package dev.polyphony.agent.engine;

import dev.polyphony.agent.ArtifactStore;
import dev.polyphony.agent.BindingSelector;
import dev.polyphony.agent.EndToEnd;
import dev.polyphony.agent.Fusion;
import dev.polyphony.agent.IdSource;
import dev.polyphony.agent.Journal;
import dev.polyphony.agent.Observations;
import dev.polyphony.agent.PlanRepair;
import dev.polyphony.agent.Planner;
import dev.polyphony.agent.Probe;
import dev.polyphony.agent.ResultCache;
import dev.polyphony.agent.Toolbox;
import dev.polyphony.agent.ValueCodec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** Puts an engine together. The toolbox, planner, store, journal, codec and probe must be set. Not thread-safe. */
public final class EngineBuilder {
    private @Nullable Toolbox toolbox;
    private @Nullable Planner planner;
    private @Nullable Planner fallback;
    private @Nullable EndToEnd endToEnd;
    private PlanRepair repair = (draft, request) -> draft;
    private Fusion composed = new ComposedFusion();
    private @Nullable Fusion fusion;
    private @Nullable ArtifactStore store;
    private @Nullable Journal journal;
    private @Nullable ValueCodec codec;
    private @Nullable Probe probe;
    private EngineLimits limits = EngineLimits.DEFAULT;
    private AttemptPolicy policy = AttemptPolicy.DEFAULT;
    private BindingSelector selector = new ThompsonSelector(System.nanoTime(), 0.05);
    private Observations observations = Observations.none();
    private ResultCache cache = ResultCache.none();
    private boolean earlyDispatch = true;
    private Clock clock = Clock.systemUTC();
    private IdSource ids = IdSource.random();
    private @Nullable Executor executor;
    private @Nullable Timer timer;
    private @Nullable Worker worker;

    EngineBuilder() {}

    /** Sets the tools. */
    public EngineBuilder toolbox(Toolbox newToolbox) {
        toolbox = newToolbox;
        return this;
    }

    /** Sets the planner. */
    public EngineBuilder planner(Planner newPlanner) {
        planner = newPlanner;
        return this;
    }

    /** Sets who plans when the planner fails; without it, the planner is asked once. */
    public EngineBuilder fallback(Planner newFallback) {
        fallback = newFallback;
        return this;
    }

    /** Sets the model that answers in mode {@code end-to-end}, and where {@code auto} chooses it; without it, there is none. */
    public EngineBuilder endToEnd(EndToEnd newModel) {
        endToEnd = newModel;
        return this;
    }

    /** Sets how drafts are mended; without it, they are not. */
    public EngineBuilder repair(PlanRepair newRepair) {
        repair = newRepair;
        return this;
    }

    /** Sets who writes answers; without it, they are composed from the results. */
    public EngineBuilder fusion(Fusion newFusion) {
        fusion = newFusion;
        return this;
    }

    /** Sets where artifacts are kept. */
    public EngineBuilder store(ArtifactStore newStore) {
        store = newStore;
        return this;
    }

    /** Sets where events are kept. */
    public EngineBuilder journal(Journal newJournal) {
        journal = newJournal;
        return this;
    }

    /** Sets how structured content is encoded. */
    public EngineBuilder codec(ValueCodec newCodec) {
        codec = newCodec;
        return this;
    }

    /** Sets what looks into files. */
    public EngineBuilder probe(Probe newProbe) {
        probe = newProbe;
        return this;
    }

    /** Sets what one request may take. */
    public EngineBuilder limits(EngineLimits newLimits) {
        limits = newLimits;
        return this;
    }

    /** Sets how often and how patiently a task is tried. */
    public EngineBuilder attempts(AttemptPolicy newPolicy) {
        policy = newPolicy;
        return this;
    }

    /** Sets who chooses among the bindings of a tool; Thompson sampling if not set. */
    public EngineBuilder selector(BindingSelector newSelector) {
        selector = newSelector;
        return this;
    }

    /** Sets where it is kept how attempts went; nowhere if not set, so that every program begins anew. */
    public EngineBuilder observations(Observations newObservations) {
        observations = newObservations;
        return this;
    }

    /** Sets where results of pure tools are remembered; nowhere if not set. */
    public EngineBuilder cache(ResultCache newCache) {
        cache = newCache;
        return this;
    }

    /**
     * Sets whether tasks start while their plan is still being written, as they do if not set. Only tools start so that write
     * nothing and cost nothing, since the whole plan may turn out not to hold the task.
     */
    public EngineBuilder earlyDispatch(boolean early) {
        earlyDispatch = early;
        return this;
    }

    /** Sets the clock of events. */
    public EngineBuilder clock(Clock newClock) {
        clock = newClock;
        return this;
    }

    /** Sets the source of run and session ids. */
    public EngineBuilder ids(IdSource newIds) {
        ids = newIds;
        return this;
    }

    /**
     * Sets where everything runs: messages of runs, and tools, planners and fusions, which block and are cancelled by
     * interruption. It must not refuse work and is not shut down with the engine. If not set, local bindings, which compute, get a
     * pool of threads, and all else gets virtual threads where the JDK has them, or such a pool as well.
     */
    public EngineBuilder executor(Executor newExecutor) {
        executor = newExecutor;
        return this;
    }

    /** Sets who calls back later; a thread of the engine's own if not set. */
    EngineBuilder timer(Timer newTimer) {
        timer = newTimer;
        return this;
    }

    /** Sets who runs what blocks; the executor if not set. */
    EngineBuilder worker(Worker newWorker) {
        worker = newWorker;
        return this;
    }

    /** Returns the engine, after it has ended the runs that a crash cut short. */
    public Engine build() {
        Planner first = Objects.requireNonNull(planner, "planner");
        ArtifactStore artifacts = Objects.requireNonNull(store, "store");
        Journal events = Objects.requireNonNull(journal, "journal");
        Probe looks = Objects.requireNonNull(probe, "probe");
        Values values = new Values(artifacts, Objects.requireNonNull(codec, "codec"), looks, limits.artifactBytes());
        List<Runnable> onClose = new ArrayList<>();
        Executor runs = executor == null ? ownWorkers(onClose) : executor;
        Toolbox tools = Objects.requireNonNull(toolbox, "toolbox");
        Modes modes = new Modes(
                new Planning(first, fallback == null ? first : fallback, repair, limits.plan()),
                endToEnd,
                limits.plan());
        HealthBook health = new HealthBook(policy.hedgeShare(), clock);
        List<BindingSelector.Observation> earlier = observations.earlier();
        health.remember(earlier, tools);
        earlier.forEach(selector::observed);
        Parts parts = new Parts(
                Modes.tools(tools, endToEnd),
                tools,
                modes,
                fusion == null ? composed : fusion,
                composed,
                artifacts,
                events,
                values,
                new History(events, limits.history()),
                limits,
                policy,
                selector,
                observations,
                health,
                cache,
                earlyDispatch,
                clock,
                timer == null ? ownTimer(onClose) : timer,
                runs,
                worker == null ? Worker.on(runs) : worker,
                worker == null ? Worker.on(executor == null ? ownComputers(onClose) : runs) : worker);
        return new Engine(
                parts, new Intake(artifacts, looks, limits, modes), ids, () -> onClose.forEach(Runnable::run));
    }

    private static Timer ownTimer(List<Runnable> onClose) {
        var scheduler = new ScheduledThreadPoolExecutor(1, Workers.daemon("polyphony-timer-"));
        // Deadlines are far away: without this, every run that has ended would be kept until its own.
        scheduler.setRemoveOnCancelPolicy(true);
        onClose.add(scheduler::shutdownNow);
        return Timer.of(scheduler);
    }

    /** Virtual threads that compute would keep those that wait from going on. */
    private static Executor ownComputers(List<Runnable> onClose) {
        ExecutorService computers = Executors.newCachedThreadPool(Workers.daemon("polyphony-computer-"));
        onClose.add(computers::shutdownNow);
        return computers;
    }

    private static Executor ownWorkers(List<Runnable> onClose) {
        ExecutorService workers = Workers.create();
        onClose.add(workers::shutdownNow);
        return workers;
    }
}
