package dev.polyphony.agent.engine;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Binding;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.NotFoundException;
import dev.polyphony.agent.Outcome;
import dev.polyphony.agent.OutputRef;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Provenance;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A task under way: what it reads, which binding serves it, and since when. Touched by messages of its run alone. */
final class RunningTask {
    private static final int ATTEMPT = 1;

    private final Parts parts;
    private final String runId;
    private final Task task;
    private final Tool tool;
    private final Binding binding;
    private final Map<String, List<Object>> inputs = new LinkedHashMap<>();
    private final Instant startedAt;
    private final long seed;
    private @Nullable Work<Outcome.Success> work;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private Runnable timer = () -> {};

    RunningTask(Parts parts, String runId, Task task, Map<String, Outcome> outcomes) {
        this.parts = parts;
        this.runId = runId;
        this.task = task;
        this.tool = parts.toolbox().find(task.tool()).orElseThrow();
        this.binding = tool.bindings().get(0);
        this.startedAt = parts.clock().instant();
        this.seed = Objects.hash(runId, task.id()) & 0x7fff_ffffL;
        for (Port port : tool.signature().inputs()) {
            Input input = task.inputs().get(port.name());
            if (input != null) {
                inputs.put(
                        port.name(),
                        input.items()
                                .flatMap(item -> resolve(item, outcomes).stream())
                                .toList());
            }
        }
    }

    /** Returns what an input stands for: a String for a literal, else artifacts. */
    private List<Object> resolve(Input item, Map<String, Outcome> outcomes) {
        if (item instanceof Input.Literal literal) {
            return List.of(literal.text());
        }
        if (item instanceof Input.Given given) {
            return List.of(parts.store()
                    .find(given.artifactId())
                    .orElseThrow(() -> new NotFoundException(
                            "artifact %s is gone.\nMaybe attach it again.".formatted(given.artifactId()))));
        }
        OutputRef ref = ((Input.Made) item).output();
        return outcomes.get(ref.taskId()) instanceof Outcome.Success success
                ? List.copyOf(success.outputs().getOrDefault(ref.port(), List.of()))
                : List.of();
    }

    RunEvent startedEvent() {
        Map<String, List<String>> shown = new LinkedHashMap<>();
        inputs.forEach((port, list) -> shown.put(
                port,
                list.stream()
                        .map(o -> o instanceof Artifact a ? a.id() : o.toString())
                        .toList()));
        String reason = tool.bindings().size() == 1
                ? "the only binding"
                : "the first of %d bindings".formatted(tool.bindings().size());
        return new RunEvent.TaskStarted(task.id(), ATTEMPT, tool.name(), binding.id(), reason, shown);
    }

    /**
     * Starts the attempt on a worker thread.
     *
     * @param events takes progress events, from any thread
     * @param end is posted to the mailbox
     */
    void start(
            Mailbox mailbox,
            Consumer<RunEvent> events,
            BiConsumer<Outcome.@Nullable Success, @Nullable Throwable> end) {
        Map<String, List<Value>> values = new LinkedHashMap<>();
        work = Work.start(
                parts.executor(),
                mailbox,
                () -> {
                    inputs.forEach((port, list) -> values.put(port, read(list)));
                    Call made = new Call(
                            tool.signature(),
                            values,
                            seed,
                            parts.clock(),
                            startedAt.plus(timeout()),
                            (done, total, message) ->
                                    events.accept(new RunEvent.TaskProgress(task.id(), ATTEMPT, done, total, message)),
                            stopped::get);
                    return new Attempt(tool, binding, parts.values()).run(made);
                },
                end);
    }

    private List<Value> read(List<Object> list) {
        List<Value> values = new ArrayList<>();
        for (Object item : list) {
            values.add(
                    item instanceof Artifact artifact
                            ? parts.values().read(artifact)
                            : new Value.Text(item.toString()));
        }
        return values;
    }

    /** Sets what is to be undone when the task ends. */
    void onEnd(Runnable cancelTimer) {
        timer = cancelTimer;
    }

    /** Stops the attempt if it goes on, and its timer. */
    void stop() {
        stopped.set(true);
        timer.run();
        if (work != null) {
            work.cancel();
        }
    }

    Provenance provenance(Artifact made) {
        Map<String, String> parameters = new LinkedHashMap<>();
        List<String> read = new ArrayList<>();
        inputs.values().stream().flatMap(List::stream).forEach(item -> {
            if (item instanceof Artifact artifact) {
                read.add(artifact.id());
            }
        });
        for (Port port : tool.signature().inputs()) {
            List<Object> given = inputs.getOrDefault(port.name(), List.of());
            String fallback = port.defaultValue();
            if (given.size() == 1 && given.get(0) instanceof String literal) {
                parameters.put(port.name(), literal);
            } else if (given.isEmpty() && fallback != null) {
                parameters.put(port.name(), fallback);
            }
        }
        String served = binding.model() == null ? binding.id() : binding.id() + " (" + binding.model() + ")";
        return new Provenance(
                made.id(),
                runId,
                task.id(),
                tool.name(),
                tool.traits().version(),
                served,
                parameters,
                seed,
                read,
                parts.clock().instant());
    }

    Map<String, List<String>> ids(Outcome.Success success) {
        Map<String, List<String>> ids = new LinkedHashMap<>();
        success.outputs()
                .forEach((port, list) ->
                        ids.put(port, list.stream().map(Artifact::id).toList()));
        return ids;
    }

    String id() {
        return task.id();
    }

    String tool() {
        return tool.name();
    }

    Duration timeout() {
        return tool.traits().timeout();
    }

    Duration elapsed() {
        return Duration.between(startedAt, parts.clock().instant());
    }
}
