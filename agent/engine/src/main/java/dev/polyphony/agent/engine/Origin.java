package dev.polyphony.agent.engine;

import dev.polyphony.agent.Outcome;
import dev.polyphony.agent.Proposal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the plan of a run comes from.
 *
 * @param parentRunId the run that this one repeats in part; null if it repeats none
 * @param given the plan, made by hand or edited; null if a planner is to make one
 * @param reused tasks whose results are taken over, by id
 */
record Origin(@Nullable String parentRunId, @Nullable Proposal given, Map<String, Outcome.Success> reused) {
    /** A planner makes the plan. */
    static final Origin PLANNER = new Origin(null, null, Map.of());
}
