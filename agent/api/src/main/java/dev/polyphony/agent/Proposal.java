package dev.polyphony.agent;

import java.util.List;

/**
 * A plan as it is shown before it runs.
 *
 * @param planner which planner made it
 * @param findings what was mended or left out on the way
 */
public record Proposal(Plan plan, String planner, List<Finding> findings) {
    public Proposal {
        findings = List.copyOf(findings);
    }
}
