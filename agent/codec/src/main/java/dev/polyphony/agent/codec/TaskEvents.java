package dev.polyphony.agent.codec;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.polyphony.agent.RunEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON forms of the events that are about one task. */
final class TaskEvents {
    private TaskEvents() {}

    @Wire
    record Planned(
            @JsonProperty(value = "taskId", required = true) String taskId,
            @JsonProperty(value = "task", required = true) WireTask task)
            implements WireEvent {
        static Planned of(RunEvent.TaskPlanned event) {
            return new Planned(event.taskId(), WireTask.of(event.task()));
        }

        @Override
        public RunEvent toEvent() {
            return new RunEvent.TaskPlanned(task.toTask());
        }
    }

    @Wire
    record Started(
            @JsonProperty(value = "taskId", required = true) String taskId,

            @JsonProperty(value = "attempt", required = true)
            Integer attempt,

            @JsonProperty(value = "tool", required = true) String tool,

            @JsonProperty(value = "binding", required = true)
            String binding,

            @JsonProperty(value = "reason", required = true) String reason,
            @JsonProperty(value = "inputs", required = true) Map<String, List<String>> inputs)
            implements WireEvent {
        static Started of(RunEvent.TaskStarted event) {
            return new Started(
                    event.taskId(), event.attempt(), event.tool(), event.binding(), event.reason(), event.inputs());
        }

        @Override
        public RunEvent toEvent() {
            return new RunEvent.TaskStarted(taskId, attempt, tool, binding, reason, inputs);
        }
    }

    @Wire
    record Progressed(
            @JsonProperty(value = "taskId", required = true) String taskId,

            @JsonProperty(value = "attempt", required = true)
            Integer attempt,

            @JsonProperty("done") @Nullable Double done,
            @JsonProperty("total") @Nullable Double total,
            @JsonProperty("message") @Nullable String message)
            implements WireEvent {
        static Progressed of(RunEvent.TaskProgress event) {
            return new Progressed(
                    event.taskId(),
                    event.attempt(),
                    Plain.finite(event.done()),
                    Plain.finite(event.total()),
                    event.message());
        }

        @Override
        public RunEvent toEvent() {
            return new RunEvent.TaskProgress(taskId, attempt, done, total, message);
        }
    }

    @Wire
    record Retrying(
            @JsonProperty(value = "taskId", required = true) String taskId,

            @JsonProperty(value = "attempt", required = true)
            Integer attempt,

            @JsonProperty(value = "delayMs", required = true)
            Long delayMs,

            @JsonProperty(value = "error", required = true) WireProblem error)
            implements WireEvent {
        static Retrying of(RunEvent.TaskRetrying event) {
            return new Retrying(
                    event.taskId(), event.attempt(), event.delay().toMillis(), WireProblem.of(event.problem()));
        }

        @Override
        public RunEvent toEvent() {
            return new RunEvent.TaskRetrying(taskId, attempt, Duration.ofMillis(delayMs), error.toProblem());
        }
    }

    @Wire
    record Made(
            @JsonProperty(value = "taskId", required = true) String taskId,
            @JsonProperty(value = "port", required = true) String port,

            @JsonProperty(value = "artifact", required = true)
            WireArtifact artifact,

            @JsonProperty(value = "provenance", required = true)
            WireProvenance provenance)
            implements WireEvent {
        static Made of(RunEvent.ArtifactCreated event) {
            return new Made(
                    event.taskId(),
                    event.port(),
                    WireArtifact.of(event.artifact()),
                    WireProvenance.of(event.provenance()));
        }

        @Override
        public RunEvent toEvent() {
            return new RunEvent.ArtifactCreated(taskId, port, artifact.toArtifact(), provenance.toProvenance());
        }
    }

    @Wire
    record Succeeded(
            @JsonProperty(value = "taskId", required = true) String taskId,

            @JsonProperty(value = "elapsedMs", required = true)
            Long elapsedMs,

            @JsonProperty(value = "outputs", required = true)
            Map<String, List<String>> outputs,

            @JsonProperty("cached") @Nullable Boolean cached)
            implements WireEvent {
        static Succeeded of(RunEvent.TaskSucceeded event) {
            return new Succeeded(
                    event.taskId(), event.elapsed().toMillis(), event.outputs(), Plain.trueOrAbsent(event.cached()));
        }

        @Override
        public RunEvent toEvent() {
            return new RunEvent.TaskSucceeded(
                    taskId, Duration.ofMillis(elapsedMs), outputs, Boolean.TRUE.equals(cached));
        }
    }

    @Wire
    record Failed(
            @JsonProperty(value = "taskId", required = true) String taskId,

            @JsonProperty(value = "elapsedMs", required = true)
            Long elapsedMs,

            @JsonProperty(value = "error", required = true) WireProblem error)
            implements WireEvent {
        static Failed of(RunEvent.TaskFailed event) {
            return new Failed(event.taskId(), event.elapsed().toMillis(), WireProblem.of(event.problem()));
        }

        @Override
        public RunEvent toEvent() {
            return new RunEvent.TaskFailed(taskId, Duration.ofMillis(elapsedMs), error.toProblem());
        }
    }

    @Wire
    record Skipped(
            @JsonProperty(value = "taskId", required = true) String taskId,
            @JsonProperty(value = "cause", required = true) String cause,

            @JsonProperty(value = "message", required = true)
            String message)
            implements WireEvent {
        static Skipped of(RunEvent.TaskSkipped event) {
            return new Skipped(event.taskId(), event.cause(), event.message());
        }

        @Override
        public RunEvent toEvent() {
            return new RunEvent.TaskSkipped(taskId, cause, message);
        }
    }

    @Wire
    record Cancelled(
            @JsonProperty(value = "taskId", required = true) String taskId,

            @JsonProperty(value = "elapsedMs", required = true)
            Long elapsedMs)
            implements WireEvent {
        static Cancelled of(RunEvent.TaskCancelled event) {
            return new Cancelled(event.taskId(), event.elapsed().toMillis());
        }

        @Override
        public RunEvent toEvent() {
            return new RunEvent.TaskCancelled(taskId, Duration.ofMillis(elapsedMs));
        }
    }
}
