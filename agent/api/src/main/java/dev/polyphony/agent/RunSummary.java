package dev.polyphony.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run in short, as its journal tells it.
 *
 * @param elapsed null while it goes on
 * @param answer null as long as there is none
 */
public record RunSummary(
        String id,
        String sessionId,
        @Nullable String parentRunId,
        String mode,
        String text,
        List<Artifact> attachments,
        RunState state,
        Instant createdAt,
        @Nullable Duration elapsed,
        @Nullable String answer) {
    public RunSummary {
        attachments = List.copyOf(attachments);
    }
}
