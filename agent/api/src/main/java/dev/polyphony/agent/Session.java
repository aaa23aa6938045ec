package dev.polyphony.agent;

import java.time.Instant;

/**
 * A conversation: runs in order.
 *
 * @param title what a list of sessions shows; the first words of the first request if nobody set it
 * @param updatedAt when its newest run began
 */
public record Session(String id, String title, Instant createdAt, Instant updatedAt) {}
