package dev.polyphony.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan as it is shown before it runs.
 *
 * @param planner which planner made it
 * @param findings what was mended or left out on the way
 * @param estimate what it would take; null where nobody asked
 */
public record Proposal(
        Plan plan,
        String planner,
        List<Finding> findings,
        @Nullable Estimate estimate) {
    public Proposal {
        findings = List.copyOf(findings);
    }

    /** Returns a proposal without an estimate. */
    public Proposal(Plan plan, String planner, List<Finding> findings) {
        this(plan, planner, findings, null);
    }

    /** Returns this proposal with an estimate. */
    public Proposal with(Estimate newEstimate) {
        return new Proposal(plan, planner, findings, newEstimate);
    }
}
