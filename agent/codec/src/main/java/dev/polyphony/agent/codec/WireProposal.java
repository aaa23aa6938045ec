package dev.polyphony.agent.codec;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.polyphony.agent.Estimate;
import dev.polyphony.agent.Proposal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON form of a {@link Proposal}. */
@Wire
public record WireProposal(
        @JsonProperty(value = "plan", required = true) WirePlan plan,
        @JsonProperty(value = "planner", required = true) String planner,
        @JsonProperty("findings") @Nullable List<WireFinding> findings,
        @JsonProperty("estimate") @Nullable WireEstimate estimate) {

    /** Returns the JSON form. */
    public static WireProposal of(Proposal proposal) {
        Estimate estimate = proposal.estimate();
        return new WireProposal(
                WirePlan.of(proposal.plan()),
                proposal.planner(),
                WireFinding.ofAll(proposal.findings()),
                estimate == null ? null : WireEstimate.of(estimate));
    }

    /** Returns what this is the JSON form of; its plan was checked before it was written down. */
    public Proposal toProposal() {
        return new Proposal(
                plan.toPlan(),
                planner,
                WireFinding.toFindings(findings),
                estimate == null ? null : estimate.toEstimate());
    }
}
