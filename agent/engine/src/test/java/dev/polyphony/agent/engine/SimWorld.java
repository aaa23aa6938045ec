package dev.polyphony.agent.engine;

import dev.polyphony.agent.ConflictException;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Fusion;
import dev.polyphony.agent.FusionRequest;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.InvalidPlanException;
import dev.polyphony.agent.Outcome;
import dev.polyphony.agent.PlanLimits;
import dev.polyphony.agent.PlanListener;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.Planner;
import dev.polyphony.agent.PolyphonyException;
import dev.polyphony.agent.ProviderUnavailableException;
import dev.polyphony.agent.Request;
import dev.polyphony.agent.Run;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.StorageException;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Toolbox;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A real engine on virtual time, with some runs at once, and with everything going wrong that a seed draws. */
final class SimWorld {
    static final EngineLimits LIMITS =
            new EngineLimits(1_000, 4, 1 << 20, PlanLimits.DEFAULT, Duration.ofSeconds(20), 6, 2);
    /** By then every run has begun, and been cancelled if it is. */
    static final Duration ALL_BEGUN = Duration.ofMillis(4_500);

    static final AttemptPolicy POLICY = new AttemptPolicy(3, Duration.ofMillis(50), Duration.ofSeconds(1), 0.2, 3);

    /** What happens to the whole world, once. */
    enum Mishap {
        NONE,
        SHUTDOWN,
        CRASH,
        DISK_FULL
    }

    final MemoryJournal journal = new MemoryJournal();
    final VirtualTime time;
    final SimTools tools;
    final Mishap mishap;
    final List<Run> runs = new ArrayList<>();
    final Map<String, Instant> cancelledAt = new HashMap<>();

    /** How the tasks of a run had ended when its answer was written. */
    final Map<String, Map<String, Outcome>> fused = new HashMap<>();

    /** The run that was repeated in part, and the tasks that must not run again. */
    final Map<String, List<String>> kept = new HashMap<>();

    private final Random random;
    private final SimStore store;
    private final Engine engine;

    SimWorld(long seed, FolderStore files, int count) {
        // Neighbouring seeds of this generator begin alike.
        random = new Random(seed * 0x9E37_79B9_7F4A_7C15L);
        time = new VirtualTime(random.nextLong());
        tools = new SimTools(random, time);
        store = new SimStore(files);
        engine = engine(random.nextBoolean());
        mishap = random.nextInt(6) > 0 ? Mishap.NONE : Mishap.values()[random.nextInt(Mishap.values().length)];
        for (int i = 0; i < count; i++) {
            String name = "r" + i;
            time.after(Duration.ofMillis(random.nextInt(3_000)), () -> start(name));
        }
        time.after(Duration.ofMillis(random.nextInt(3_000)), this::strike);
    }

    private Engine engine(boolean fallback) {
        int[] ids = new int[1];
        EngineBuilder builder = Engine.builder()
                .toolbox(Toolbox.of(tools.tools, List.of()))
                .planner(planner("first"))
                .store(store)
                .journal(journal)
                .codec(new TextCodec())
                .probe((file, name) -> {
                    throw new IllegalStateException("nothing is attached");
                })
                .limits(LIMITS)
                .attempts(POLICY)
                .selector(new ThompsonSelector(random.nextLong(), 0.2))
                .cache(new MemoryCache())
                .clock(time)
                .ids(() -> "id" + ids[0]++)
                .executor(time)
                .timer(time::after)
                .worker(time);
        if (fallback) {
            builder.fallback(planner("second"));
        }
        if (random.nextBoolean()) {
            builder.fusion(new SimFusion());
        }
        return builder.build();
    }

    /** Returns a second engine on what the first one left behind. */
    Engine restarted() {
        journal.full = false;
        return engine(false);
    }

    private Planner planner(String name) {
        return new Planner() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Draft plan(PlanRequest request) {
                return plan(request, PlanListener.NONE);
            }

            @Override
            public Draft plan(PlanRequest request, PlanListener listener) {
                return SimWorld.this.plan(request, listener);
            }
        };
    }

    /** Writes a plan task by task, of which it may think better in the end, or which it may not bring to its end. */
    private Draft plan(PlanRequest request, PlanListener listener) {
        Draft written = tools.draft(request.text());
        if (random.nextBoolean()) {
            for (Task task : written.tasks()) {
                time.pause(Duration.ofMillis(random.nextInt(100)));
                time.whenThere(() -> listener.task(task));
            }
        }
        Draft draft = insteadOfAPlan();
        return draft != null ? draft : random.nextInt(3) > 0 ? written : changed(written, request.text());
    }

    /** Returns another plan that has some of the tasks, perhaps under other names. */
    private Draft changed(Draft draft, String run) {
        if (random.nextBoolean()) {
            return tools.draft(run);
        }
        List<Task> tasks = new ArrayList<>(
                draft.tasks().subList(0, 1 + random.nextInt(draft.tasks().size())));
        boolean renamed = random.nextBoolean();
        UnaryOperator<String> name = id -> renamed ? "t" + (13 - Integer.parseInt(id.substring(1))) : id;
        return Draft.of(tasks.stream().map(task -> SimTools.renamed(task, name)).toList());
    }

    /** Takes its time, and fails or answers at times. */
    private @Nullable Draft insteadOfAPlan() {
        time.pause(Duration.ofMillis(random.nextInt(400)));
        switch (random.nextInt(40)) {
            case 0 -> throw new ProviderUnavailableException("no model.\nMaybe start it.");
            case 1 -> throw new IllegalStateException("a bug in a planner");
            case 2 -> time.pause(Duration.ofDays(1));
            case 3 -> {
                return Draft.answering("There is nothing to run.");
            }
            default -> {
                // It plans.
            }
        }
        return null;
    }

    private final class SimFusion implements Fusion {
        @Override
        public String name() {
            return "sim";
        }

        @Override
        public void fuse(FusionRequest request, Consumer<String> pieces) {
            fused.put(request.text(), request.outcomes());
            pieces.accept("It is ");
            time.pause(Duration.ofMillis(random.nextInt(200)));
            if (random.nextInt(20) == 0) {
                throw new ProviderUnavailableException("no model.\nMaybe start it.");
            }
            pieces.accept("done.");
        }
    }

    private void start(String name) {
        String session = random.nextInt(4) == 0 ? "shared" : null;
        try {
            Run run = random.nextInt(6) == 0 && !runs.isEmpty()
                    ? repeat(name)
                    : random.nextInt(6) == 0
                            ? engine.start(Request.of(name, List.of()), tools.draft(name))
                            : engine.start(new Request(name, List.of(), session, "tools"));
            runs.add(run);
            if (random.nextInt(4) == 0) {
                time.after(Duration.ofMillis(random.nextInt(1_500)), () -> cancel(run));
            }
        } catch (ConflictException | InvalidPlanException | StorageException e) {
            // The session has another run, the draft is no plan, the disk is full: nothing was accepted.
        }
    }

    private void cancel(Run run) {
        cancelledAt.putIfAbsent(run.id(), time.instant());
        run.cancel();
        if (random.nextBoolean()) {
            run.cancel();
        }
    }

    /** Repeats a run that may have ended, with one task edited. */
    private Run repeat(String name) {
        Run before = runs.get(random.nextInt(runs.size()));
        List<RunEvent> events = journal.read(before.id(), 0, 10_000).stream()
                .map(entry -> entry.event())
                .toList();
        var accepted = Rig.only(events, RunEvent.PlanAccepted.class);
        if (accepted.isEmpty() || accepted.get(0).plan().tasks().isEmpty()) {
            return engine.start(Request.of(name, List.of()));
        }
        List<Task> tasks = new ArrayList<>(accepted.get(0).plan().tasks());
        int edited = random.nextInt(tasks.size());
        Task task = tasks.get(edited);
        Map<String, Input> inputs = new LinkedHashMap<>(task.inputs());
        String key = ((Input.Literal) inputs.get("key")).text();
        inputs.put("key", new Input.Literal(name + key.substring(key.indexOf('/'))));
        tasks.set(edited, new Task(task.id(), task.tool(), inputs, task.after()));
        Run run = engine.rerun(
                before.id(),
                Request.of(name, List.of()),
                new Draft(tasks, accepted.get(0).plan().deliverables(), null));
        List<String> stay = new ArrayList<>(Rig.only(events, RunEvent.TaskSucceeded.class).stream()
                .map(RunEvent.TaskSucceeded::taskId)
                .toList());
        stay.remove(task.id());
        for (Task follower : tasks) {
            if (!stay.containsAll(follower.dependencies())) {
                stay.remove(follower.id());
            }
        }
        kept.put(run.id(), stay);
        return run;
    }

    private void strike() {
        switch (mishap) {
            case SHUTDOWN -> engine.interrupt();
            case CRASH -> time.crash();
            case DISK_FULL -> journal.full = true;
            case NONE -> {
                // Nothing happens.
            }
        }
    }

    /** Returns how a run ended, as its user sees it. */
    static String end(Run run) throws InterruptedException {
        try {
            return "answer: " + run.answer().text();
        } catch (PolyphonyException e) {
            return e.code() + ": " + e.getMessage();
        } catch (java.util.concurrent.CancellationException e) {
            return e.getMessage();
        }
    }

    /** Returns a run as the journal tells it. */
    Run kept(String runId) {
        return engine.run(runId).orElseThrow();
    }
}
