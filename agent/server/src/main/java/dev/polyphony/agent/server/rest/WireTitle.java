package dev.polyphony.agent.server.rest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of a session.
 *
 * @param title what a list of sessions shows
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record WireTitle(@JsonProperty("title") @Nullable String title) {}
