package dev.polyphony.agent.server.rest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request as JSON.
 *
 * @param text what is wanted; may be absent if something is attached
 * @param attachments ids of artifacts that were uploaded before, in order
 * @param sessionId the session to go on with; absent for a new one
 * @param mode {@code tools}, {@code end-to-end} or {@code auto}; absent for the one that is set, {@code tools} if none is
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record WireRequest(
        @JsonProperty("text") @Nullable String text,
        @JsonProperty("attachments") @Nullable List<String> attachments,
        @JsonProperty("sessionId") @Nullable String sessionId,
        @JsonProperty("mode") @Nullable String mode) {}
