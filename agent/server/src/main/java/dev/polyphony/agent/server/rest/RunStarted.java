package dev.polyphony.agent.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The answer to a request that was taken.
 *
 * @param runId the run, whose events can be read now
 * @param sessionId the session that it belongs to
 */
public record RunStarted(
        @JsonProperty(value = "runId", required = true) String runId,
        @JsonProperty(value = "sessionId", required = true) String sessionId) {}
