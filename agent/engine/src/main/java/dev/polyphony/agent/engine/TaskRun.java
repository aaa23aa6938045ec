package dev.polyphony.agent.engine;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Binding;
import dev.polyphony.agent.BindingSelector.Choice;
import dev.polyphony.agent.BindingSelector.Observation;
import dev.polyphony.agent.Outcome;
import dev.polyphony.agent.Problem;
import dev.polyphony.agent.Provenance;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A task under way, over all its attempts: picks a binding, tries again where that may help, on another binding first, and
 * hedges an attempt that takes longer than usual while it holds up the run. Touched by messages of its run alone.
 */
final class TaskRun {
    /** What a task asks of its run. Everything but {@code post} is called in a message. */
    interface Host {
        /** Journals an event of this task. */
        void log(RunEvent event);

        /** Runs something as a message, unless the run has ended. From any thread. */
        void post(Runnable message);

        /** Starts blocking work whose end is a message, unless the run has ended; see {@link Worker#start}. */
        <T> Worker.Work work(
                boolean here, Callable<T> body, Runnable exit, BiConsumer<@Nullable T, @Nullable Throwable> end);

        /** The task says words of the answer. */
        void said(String words);

        /** Returns true if the run ends later when this task does. */
        boolean isCritical(String taskId);

        /** Returns how long the run goes on, as far as is known, once this task has started. */
        long weight(String taskId);

        /** Takes one more attempt out of the run's budget; returns false if there is none left. */
        boolean takeRetry();

        /** Returns when the run must have ended. */
        Instant deadline();

        /** Returns the words of the run's request. */
        String request();

        /** The task succeeded. */
        void succeeded(TaskRun task, Binding binding, Outcome.Success success);

        /** The task failed, after all attempts. */
        void failed(TaskRun task, Problem problem);
    }

    private final Parts parts;
    private final String runId;
    private final Task task;
    private final Tool tool;
    private final TaskInputs inputs;
    private final Host host;
    private final Instant startedAt;
    private final long seed;
    private final List<Running> active = new ArrayList<>();
    private final Set<String> tried = new HashSet<>();
    private Runnable waiting = () -> {};
    private int numbers;
    private int tries;
    private boolean stopped;

    TaskRun(Parts parts, String runId, Task task, Tool tool, TaskInputs inputs, Host host) {
        this.parts = parts;
        this.runId = runId;
        this.task = task;
        this.tool = tool;
        this.inputs = inputs;
        this.host = host;
        this.startedAt = parts.clock().instant();
        this.seed = Objects.hash(runId, task.id()) & 0x7fff_ffffL;
    }

    /** One attempt under way, or waiting for a place. */
    private final class Running {
        final Binding binding;
        final int number;
        final String reason;
        final AtomicBoolean stopped = new AtomicBoolean();
        final AtomicBoolean returned = new AtomicBoolean();
        final Spending spending = new Spending();
        Instant since = parts.clock().instant();
        Gate.@Nullable Pass pass;

        Worker.@Nullable Work work;

        Runnable timeout = () -> {};
        Runnable hedge = () -> {};
        Duration usual = Duration.ZERO;
        boolean isTry;
        boolean late;

        Running(Binding binding, int number, String reason) {
            this.binding = binding;
            this.number = number;
            this.reason = reason;
        }

        void stop() {
            stopped.set(true);
            timeout.run();
            hedge.run();
            if (work != null) {
                work.cancel();
            }
            if (work == null || returned.get()) {
                leave();
            }
            if (isTry) {
                health().breaker().dropped();
                isTry = false;
            }
        }

        /**
         * The body has returned: until then it takes up what the place stands for. The place itself is given back once the
         * end of the attempt has been heard, so that what follows from it may ask for the same place.
         */
        void returned() {
            returned.set(true);
            if (stopped.get()) {
                leave();
            }
        }

        private void leave() {
            if (pass != null) {
                pass.leave();
            }
        }

        Health health() {
            return parts.health().of(tool, binding);
        }
    }

    /** Starts the first attempt, once the selector has made up its mind. */
    void begin() {
        if (tool.bindings().size() == 1 || !parts.selector().blocks()) {
            tryNext();
            return;
        }
        waiting = host.work(
                false,
                () -> {
                    parts.selector()
                            .consider(tool, host.request(), usage -> host.post(() -> host.log(usage.of(task.id()))));
                    return true;
                },
                () -> {},
                (done, error) -> tryNext())::cancel;
    }

    private void tryNext() {
        if (stopped) {
            return;
        }
        tries++;
        Choice choice = choose();
        open(choice.binding(), choice.reason());
    }

    /** Returns the best binding: one that was not tried before one that was, one that works before one that is shut. */
    private Choice choose() {
        List<Choice> ranked = parts.selector().rank(tool, host.request());
        return ranked.stream()
                .filter(c -> !tried.contains(c.binding().id()) && isOpen(c.binding()))
                .findFirst()
                .or(() -> ranked.stream().filter(c -> isOpen(c.binding())).findFirst())
                .orElse(ranked.get(0));
    }

    private boolean isOpen(Binding binding) {
        return tool.bindings().size() == 1
                || parts.health().of(tool, binding).breaker().lets();
    }

    private void open(Binding binding, String reason) {
        tried.add(binding.id());
        Running attempt = new Running(binding, ++numbers, reason);
        active.add(attempt);
        attempt.isTry = attempt.health().breaker().enter();
        long weight = binding.atOnce() == 0 ? 0 : host.weight(task.id());
        attempt.pass = parts.health().gate(tool, binding).enter(runId, weight, () -> host.post(() -> run(attempt)));
    }

    private void run(Running attempt) {
        if (!active.contains(attempt)) {
            return;
        }
        attempt.since = parts.clock().instant();
        parts.health().countCall();
        host.log(new RunEvent.TaskStarted(
                task.id(), attempt.number, tool.name(), attempt.binding.id(), attempt.reason, inputs.shown()));
        attempt.work = host.work(
                attempt.binding.local(),
                () -> body(attempt),
                attempt::returned,
                (success, error) -> ended(attempt, success, error));
        Duration most = tool.traits().timeout();
        attempt.timeout = parts.timer()
                .after(most, () -> host.post(() -> ended(attempt, null, Failures.late(tool.name(), most))));
        armHedge(attempt);
    }

    private Outcome.Success body(Running attempt) {
        Call call = new Call(
                tool.signature(),
                inputs.read(parts.values()),
                seed,
                parts.clock(),
                Collections.min(List.of(attempt.since.plus(tool.traits().timeout()), host.deadline())),
                heard(attempt),
                attempt.stopped::get);
        return new Attempt(tool, attempt.binding, parts.values()).run(call);
    }

    /** Hears an attempt for as long as it is under way. */
    private Call.ProgressListener heard(Running attempt) {
        return new Call.ProgressListener() {
            @Override
            public void progress(@Nullable Double done, @Nullable Double total, @Nullable String message) {
                post(() -> host.log(new RunEvent.TaskProgress(task.id(), attempt.number, done, total, message)));
            }

            @Override
            public void tokens(long in, long out) {
                attempt.spending.tokens(in, out);
            }

            @Override
            public void say(String words) {
                if (attempt.number == 1) {
                    post(() -> host.said(words));
                }
            }

            private void post(Runnable message) {
                host.post(() -> {
                    if (active.contains(attempt)) {
                        message.run();
                    }
                });
            }
        };
    }

    private void ended(Running attempt, Outcome.@Nullable Success success, @Nullable Throwable error) {
        if (!active.remove(attempt)) {
            return;
        }
        Duration took = Duration.between(attempt.since, parts.clock().instant());
        if (success != null) {
            attempt.isTry = false;
            attempt.health().succeeded(took);
            observed(attempt, took, true);
            host.log(attempt.spending.of(task.id(), attempt.binding, took, success));
            stop();
            host.succeeded(this, attempt.binding, success);
            attempt.stop();
            return;
        }
        Throwable cause = error == null ? new IllegalStateException("no result") : error;
        Problem problem = Problem.of(cause);
        if (Retries.tellsOfBinding(problem)) {
            attempt.isTry = false;
            attempt.health().failed();
            observed(attempt, took, false);
        }
        RunEvent.Usage spent = attempt.spending.ofFailure(task.id(), took);
        if (spent != null) {
            host.log(spent);
        }
        attempt.stop();
        if (active.isEmpty()) {
            tryAgainOrFail(problem, cause);
        }
    }

    private void observed(Running attempt, Duration took, boolean success) {
        Observation observation = new Observation(tool.name(), attempt.binding.id(), took, success);
        parts.selector().observed(observation);
        parts.observations().add(observation);
    }

    private void tryAgainOrFail(Problem problem, Throwable cause) {
        boolean other = tool.bindings().stream().anyMatch(b -> !tried.contains(b.id()) && isOpen(b));
        Duration delay = other ? Duration.ZERO : Retries.delay(parts.policy(), tries, seed, cause);
        if (!Retries.mayHelp(problem, other, tool.traits().writes())
                || tries >= parts.policy().attempts()
                || !parts.clock().instant().plus(delay).isBefore(host.deadline())
                || !host.takeRetry()) {
            host.failed(this, problem);
            return;
        }
        host.log(new RunEvent.TaskRetrying(task.id(), numbers + 1, delay, problem));
        if (delay.isZero()) {
            tryNext();
        } else {
            waiting = parts.timer().after(delay, () -> host.post(this::tryNext));
        }
    }

    private void armHedge(Running attempt) {
        if (parts.policy().hedgeShare() == 0
                || !tool.traits().pure()
                || tool.bindings().size() == 1) {
            return;
        }
        Health health = attempt.health();
        if (health.successes() >= parts.policy().hedgeAfterCalls()) {
            attempt.usual = health.late(parts.health().hasExtraCalls());
            attempt.hedge = parts.timer()
                    .after(
                            attempt.usual,
                            () -> host.post(() -> {
                                attempt.late = true;
                                hedge();
                            }));
        }
    }

    /**
     * Starts a second attempt beside one that takes longer than usual, if that holds up the run now. Called when it gets late,
     * and whenever another task has ended, since what holds up the run may have changed.
     */
    void hedge() {
        if (active.size() != 1 || !active.get(0).late || !host.isCritical(task.id())) {
            return;
        }
        Running attempt = active.get(0);
        Choice other = parts.selector().rank(tool, host.request()).stream()
                .filter(c -> !c.binding().id().equals(attempt.binding.id()) && isOpen(c.binding()))
                .findFirst()
                .orElse(null);
        if (other != null && parts.health().takeExtraCall()) {
            open(
                    other.binding(),
                    String.format(
                            Locale.ROOT,
                            "hedge: attempt %d takes longer than the %.2f s that are usual",
                            attempt.number,
                            attempt.usual.toNanos() / 1e9));
        }
    }

    /** Stops all attempts, and any that were to follow. */
    void stop() {
        stopped = true;
        waiting.run();
        active.forEach(Running::stop);
        active.clear();
    }

    Provenance provenance(Artifact made, Binding binding) {
        return inputs.provenance(made, runId, task, binding, seed, parts.clock().instant());
    }

    String id() {
        return task.id();
    }

    Task task() {
        return task;
    }

    Tool tool() {
        return tool;
    }

    TaskInputs inputs() {
        return inputs;
    }

    Duration elapsed() {
        return Duration.between(startedAt, parts.clock().instant());
    }
}
