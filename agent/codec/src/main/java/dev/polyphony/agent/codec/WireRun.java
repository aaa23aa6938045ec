package dev.polyphony.agent.codec;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.polyphony.agent.RunState;
import dev.polyphony.agent.RunSummary;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON form of a {@link RunSummary}, the shape {@code Run}. */
@Wire
public record WireRun(
        @JsonProperty(value = "id", required = true) String id,
        @JsonProperty(value = "sessionId", required = true) String sessionId,
        @JsonProperty("parentRunId") @Nullable String parentRunId,
        @JsonProperty(value = "mode", required = true) String mode,
        @JsonProperty(value = "text", required = true) String text,

        @JsonProperty(value = "attachments", required = true)
        List<WireArtifact> attachments,

        @JsonProperty(value = "state", required = true) RunState state,
        @JsonProperty(value = "createdAt", required = true) String createdAt,
        @JsonProperty("elapsedMs") @Nullable Long elapsedMs,
        @JsonProperty("answer") @Nullable String answer) {

    /** Returns the JSON form. */
    public static WireRun of(RunSummary run) {
        return new WireRun(
                run.id(),
                run.sessionId(),
                run.parentRunId(),
                run.mode(),
                run.text(),
                run.attachments().stream().map(WireArtifact::of).toList(),
                run.state(),
                run.createdAt().toString(),
                Plain.millis(run.elapsed()),
                run.answer());
    }

    /** Returns what this is the JSON form of. */
    public RunSummary toRunSummary() {
        return new RunSummary(
                id,
                sessionId,
                parentRunId,
                mode,
                text,
                attachments.stream().map(WireArtifact::toArtifact).toList(),
                state,
                Instant.parse(createdAt),
                Plain.duration(elapsedMs),
                answer);
    }
}
