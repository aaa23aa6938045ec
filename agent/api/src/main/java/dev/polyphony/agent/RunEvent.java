package dev.polyphony.agent;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that happened in a run. The journal of a run is the list of its events; every view of it is made from them. */
public sealed interface RunEvent {

    /** An event that is about one task. */
    sealed interface OfTask extends RunEvent {
        /** Returns the task's id. */
        String taskId();
    }

    /** An event that ends a task; each task has at most one. */
    sealed interface TaskEnded extends OfTask permits TaskSucceeded, TaskFailed, TaskSkipped, TaskCancelled {}

    /** An event that ends a run; each run has exactly one, and it is last. */
    sealed interface RunEnded extends RunEvent permits RunCompleted, RunFailed, RunCancelled {
        /** Returns the time since the run was created. */
        Duration elapsed();
    }

    /** The run exists and its request is kept. */
    record RunCreated(
            String sessionId, @Nullable String parentRunId, String mode, String text, List<Artifact> attachments)
            implements RunEvent {
        public RunCreated {
            attachments = List.copyOf(attachments);
        }
    }

    /** A planner made a plan. */
    record PlanProposed(Plan plan, String planner, List<Finding> findings) implements RunEvent {
        public PlanProposed {
            findings = List.copyOf(findings);
        }
    }

    /**
     * The planner has written this task and goes on writing; the task is certain enough to be started before the plan is
     * whole. If the plan does not hold it in the end, it ends as cancelled, unless it has ended before.
     */
    record TaskPlanned(Task task) implements OfTask {
        @Override
        public String taskId() {
            return task.id();
        }
    }

    /** The plan is being run; from here on it does not change. */
    record PlanAccepted(Plan plan) implements RunEvent {}

    /**
     * An attempt began.
     *
     * @param attempt from 1
     * @param reason why this binding was chosen
     * @param inputs artifact ids, or literals, by input port
     */
    record TaskStarted(
            String taskId, int attempt, String tool, String binding, String reason, Map<String, List<String>> inputs)
            implements OfTask {
        public TaskStarted {
            inputs = Ordered.copyOf(inputs);
        }
    }

    /** An attempt got further: {@code done} of {@code total}, or a few words. */
    record TaskProgress(
            String taskId,
            int attempt,
            @Nullable Double done,
            @Nullable Double total,
            @Nullable String message) implements OfTask {}

    /** An attempt failed and another one will follow. */
    record TaskRetrying(String taskId, int attempt, Duration delay, Problem problem) implements OfTask {}

    /** A task made an artifact. */
    record ArtifactCreated(String taskId, String port, Artifact artifact, Provenance provenance) implements OfTask {}

    /** A task gave what it promised. */
    record TaskSucceeded(String taskId, Duration elapsed, Map<String, List<String>> outputs, boolean cached)
            implements TaskEnded {
        public TaskSucceeded {
            outputs = Ordered.copyOf(outputs);
        }
    }

    /** A task failed, after all attempts. */
    record TaskFailed(String taskId, Duration elapsed, Problem problem) implements TaskEnded {}

    /** A task was not run because what it depends on failed. */
    record TaskSkipped(String taskId, String cause, String message) implements TaskEnded {}

    /** A task was stopped because the run was, or because the whole plan does not hold it. */
    record TaskCancelled(String taskId, Duration elapsed) implements TaskEnded {}

    /** The next piece of the answer. */
    record AnswerDelta(String text) implements RunEvent {}

    /** The whole answer, Markdown; the ids of what it links to, then of media that the plan delivers and it leaves out. */
    record AnswerCompleted(String text, List<String> artifacts) implements RunEvent {
        public AnswerCompleted {
            artifacts = List.copyOf(artifacts);
        }
    }

    /**
     * What something took. What is not known is null.
     *
     * @param task the task that took it; null if planning or the answer did
     * @param tokensIn tokens that a language model read
     * @param tokensOut tokens that it wrote
     * @param seconds of work, whether it succeeded or not
     * @param costUsd what it cost, in US dollars
     * @param bytes of the artifacts that were made
     */
    record Usage(
            @Nullable String task,
            @Nullable Long tokensIn,
            @Nullable Long tokensOut,
            @Nullable Double seconds,
            @Nullable Double costUsd,
            @Nullable Long bytes)
            implements RunEvent {
        /** Returns what a language model read and wrote. */
        public static Usage ofTokens(@Nullable Long read, @Nullable Long written) {
            return new Usage(null, read, written, null, null, null);
        }

        /** Returns this as what a task took. */
        public Usage of(String newTask) {
            return new Usage(newTask, tokensIn, tokensOut, seconds, costUsd, bytes);
        }
    }

    /** The run came to its end; single tasks may have failed, and the answer says so. */
    record RunCompleted(Duration elapsed) implements RunEnded {}

    /** The run could not give an answer. */
    record RunFailed(Duration elapsed, Problem problem) implements RunEnded {}

    /** The run was stopped by its user. */
    record RunCancelled(Duration elapsed) implements RunEnded {}
}
