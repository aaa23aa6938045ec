package dev.polyphony.agent;

import java.time.Instant;

/**
 * An event at its place in the journal of a run.
 *
 * @param seq from 1, rising by 1
 * @param runId the run
 * @param at when
 */
public record JournalEntry(long seq, String runId, Instant at, RunEvent event) {}
