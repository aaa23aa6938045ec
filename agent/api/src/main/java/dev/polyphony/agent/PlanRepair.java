package dev.polyphony.agent;

/**
 * Mends a draft without asking anybody: infers edges that the types fix and puts converters between ports that do not
 * match. A pure function; thread-safe.
 */
@FunctionalInterface
public interface PlanRepair {
    /** Returns the mended draft, or the same draft where nothing could be mended. */
    Draft repair(Draft draft, PlanRequest request);
}
