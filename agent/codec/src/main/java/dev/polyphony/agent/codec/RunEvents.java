package dev.polyphony.agent.codec;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.polyphony.agent.RunEvent;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON forms of the events that are about a run as a whole. */
final class RunEvents {
    private RunEvents() {}

    @Wire
    record Created(
            @JsonProperty(value = "sessionId", required = true)
            String sessionId,

            @JsonProperty("parentRunId") @Nullable String parentRunId,
            @JsonProperty(value = "mode", required = true) String mode,
            @JsonProperty(value = "text", required = true) String text,

            @JsonProperty(value = "attachments", required = true)
            List<WireArtifact> attachments)
            implements WireEvent {
        static Created of(RunEvent.RunCreated event) {
            return new Created(
                    event.sessionId(),
                    event.parentRunId(),
                    event.mode(),
                    event.text(),
                    event.attachments().stream().map(WireArtifact::of).toList());
        }

        @Override
        public RunEvent toEvent() {
            return new RunEvent.RunCreated(
                    sessionId,
                    parentRunId,
                    mode,
                    text,
                    attachments.stream().map(WireArtifact::toArtifact).toList());
        }
    }

    @Wire
    record Proposed(
            @JsonProperty(value = "plan", required = true) WirePlan plan,

            @JsonProperty(value = "planner", required = true)
            String planner,

            @JsonProperty("findings") @Nullable List<WireFinding> findings)
            implements WireEvent {
        static Proposed of(RunEvent.PlanProposed event) {
            return new Proposed(WirePlan.of(event.plan()), event.planner(), WireFinding.ofAll(event.findings()));
        }

        @Override
        public RunEvent toEvent() {
            return new RunEvent.PlanProposed(plan.toPlan(), planner, WireFinding.toFindings(findings));
        }
    }

    @Wire
    record Accepted(
            @JsonProperty(value = "plan", required = true) WirePlan plan) implements WireEvent {
        static Accepted of(RunEvent.PlanAccepted event) {
            return new Accepted(WirePlan.of(event.plan()));
        }

        @Override
        public RunEvent toEvent() {
            return new RunEvent.PlanAccepted(plan.toPlan());
        }
    }

    @Wire
    record Delta(
            @JsonProperty(value = "text", required = true) String text) implements WireEvent {
        static Delta of(RunEvent.AnswerDelta event) {
            return new Delta(event.text());
        }

        @Override
        public RunEvent toEvent() {
            return new RunEvent.AnswerDelta(text);
        }
    }

    @Wire
    record Answered(
            @JsonProperty(value = "text", required = true) String text,

            @JsonProperty(value = "artifacts", required = true)
            List<String> artifacts)
            implements WireEvent {
        static Answered of(RunEvent.AnswerCompleted event) {
            return new Answered(event.text(), event.artifacts());
        }

        @Override
        public RunEvent toEvent() {
            return new RunEvent.AnswerCompleted(text, artifacts);
        }
    }

    @Wire
    record Used(
            @JsonProperty("taskId") @Nullable String taskId,
            @JsonProperty("tokensIn") @Nullable Long tokensIn,
            @JsonProperty("tokensOut") @Nullable Long tokensOut,
            @JsonProperty("seconds") @Nullable Double seconds,
            @JsonProperty("costUsd") @Nullable Double costUsd,
            @JsonProperty("bytes") @Nullable Long bytes)
            implements WireEvent {
        static Used of(RunEvent.Usage event) {
            return new Used(
                    event.task(),
                    event.tokensIn(),
                    event.tokensOut(),
                    Plain.finite(event.seconds()),
                    Plain.finite(event.costUsd()),
                    event.bytes());
        }

        @Override
        public RunEvent toEvent() {
            return new RunEvent.Usage(taskId, tokensIn, tokensOut, seconds, costUsd, bytes);
        }
    }

    @Wire
    record Completed(
            @JsonProperty(value = "elapsedMs", required = true)
            Long elapsedMs) implements WireEvent {
        static Completed of(RunEvent.RunCompleted event) {
            return new Completed(event.elapsed().toMillis());
        }

        @Override
        public RunEvent toEvent() {
            return new RunEvent.RunCompleted(Duration.ofMillis(elapsedMs));
        }
    }

    @Wire
    record Failed(
            @JsonProperty(value = "elapsedMs", required = true)
            Long elapsedMs,

            @JsonProperty(value = "error", required = true) WireProblem error)
            implements WireEvent {
        static Failed of(RunEvent.RunFailed event) {
            return new Failed(event.elapsed().toMillis(), WireProblem.of(event.problem()));
        }

        @Override
        public RunEvent toEvent() {
            return new RunEvent.RunFailed(Duration.ofMillis(elapsedMs), error.toProblem());
        }
    }

    @Wire
    record Cancelled(
            @JsonProperty(value = "elapsedMs", required = true)
            Long elapsedMs) implements WireEvent {
        static Cancelled of(RunEvent.RunCancelled event) {
            return new Cancelled(event.elapsed().toMillis());
        }

        @Override
        public RunEvent toEvent() {
            return new RunEvent.RunCancelled(Duration.ofMillis(elapsedMs));
        }
    }
}
