package dev.polyphony.planners.search;

import dev.polyphony.agent.Draft;
import dev.polyphony.agent.PlanRepair;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.planners.search.build.Mend;

/**
 * Mends drafts by types alone: fills ports that were left empty (edges marked as inferred), takes the output of a task that
 * fits, and puts the shortest way of converters between kinds that differ. Needs no model. Thread-safe.
 */
public final class SearchRepair implements PlanRepair {
    @Override
    public Draft repair(Draft draft, PlanRequest request) {
        Draft mended = new Mend(draft, request).run();
        return mended.equals(draft) ? draft : mended;
    }
}
