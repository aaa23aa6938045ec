package dev.polyphony.agent.codec;

import dev.polyphony.agent.RunEvent;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The types of events: the name of each, its domain record and its JSON form. */
enum EventType {
    RUN_CREATED("run.created", RunEvent.RunCreated.class, RunEvents.Created.class, RunEvents.Created::of),
    PLAN_PROPOSED("plan.proposed", RunEvent.PlanProposed.class, RunEvents.Proposed.class, RunEvents.Proposed::of),
    TASK_PLANNED("task.planned", RunEvent.TaskPlanned.class, TaskEvents.Planned.class, TaskEvents.Planned::of),
    PLAN_ACCEPTED("plan.accepted", RunEvent.PlanAccepted.class, RunEvents.Accepted.class, RunEvents.Accepted::of),
    TASK_STARTED("task.started", RunEvent.TaskStarted.class, TaskEvents.Started.class, TaskEvents.Started::of),
    TASK_PROGRESS("task.progress", RunEvent.TaskProgress.class, TaskEvents.Progressed.class, TaskEvents.Progressed::of),
    TASK_RETRYING("task.retrying", RunEvent.TaskRetrying.class, TaskEvents.Retrying.class, TaskEvents.Retrying::of),
    ARTIFACT_CREATED("artifact.created", RunEvent.ArtifactCreated.class, TaskEvents.Made.class, TaskEvents.Made::of),
    TASK_SUCCEEDED(
            "task.succeeded", RunEvent.TaskSucceeded.class, TaskEvents.Succeeded.class, TaskEvents.Succeeded::of),
    TASK_FAILED("task.failed", RunEvent.TaskFailed.class, TaskEvents.Failed.class, TaskEvents.Failed::of),
    TASK_SKIPPED("task.skipped", RunEvent.TaskSkipped.class, TaskEvents.Skipped.class, TaskEvents.Skipped::of),
    TASK_CANCELLED(
            "task.cancelled", RunEvent.TaskCancelled.class, TaskEvents.Cancelled.class, TaskEvents.Cancelled::of),
    ANSWER_DELTA("answer.delta", RunEvent.AnswerDelta.class, RunEvents.Delta.class, RunEvents.Delta::of),
    ANSWER_COMPLETED(
            "answer.completed", RunEvent.AnswerCompleted.class, RunEvents.Answered.class, RunEvents.Answered::of),
    USAGE("usage", RunEvent.Usage.class, RunEvents.Used.class, RunEvents.Used::of),
    RUN_COMPLETED("run.completed", RunEvent.RunCompleted.class, RunEvents.Completed.class, RunEvents.Completed::of),
    RUN_FAILED("run.failed", RunEvent.RunFailed.class, RunEvents.Failed.class, RunEvents.Failed::of),
    RUN_CANCELLED("run.cancelled", RunEvent.RunCancelled.class, RunEvents.Cancelled.class, RunEvents.Cancelled::of);

    private static final Map<Class<?>, EventType> BY_EVENT =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(type -> type.event, type -> type));
    private static final Map<String, EventType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(type -> type.wireName, type -> type));

    private final String wireName;
    private final Class<? extends RunEvent> event;
    private final Class<? extends WireEvent> wire;
    private final Function<RunEvent, WireEvent> toWire;

    <E extends RunEvent, W extends WireEvent> EventType(
            String wireName, Class<E> event, Class<W> wire, Function<E, W> toWire) {
        this.wireName = wireName;
        this.event = event;
        this.wire = wire;
        this.toWire = e -> toWire.apply(event.cast(e));
    }

    static EventType of(RunEvent event) {
        EventType type = BY_EVENT.get(event.getClass());
        if (type == null) {
            throw new IllegalArgumentException("there is no JSON form of %s".formatted(event.getClass()));
        }
        return type;
    }

    /** @throws IllegalArgumentException if there is none of this name */
    static EventType named(String name) {
        EventType type = BY_NAME.get(name);
        if (type == null) {
            throw new IllegalArgumentException("at /type: there is no event \"%s\"".formatted(name));
        }
        return type;
    }

    String wireName() {
        return wireName;
    }

    Class<? extends RunEvent> event() {
        return event;
    }

    Class<? extends WireEvent> wire() {
        return wire;
    }

    WireEvent toWire(RunEvent domain) {
        return toWire.apply(domain);
    }
}
