package dev.polyphony.agent.codec;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON form of a {@link Plan}, and of a {@link Draft}, which may leave out more. */
@Wire
public record WirePlan(
        @JsonProperty(value = "tasks", required = true) List<WireTask> tasks,
        @JsonProperty("deliverables") @Nullable List<WireOutputRef> deliverables,
        @JsonProperty("answer") @Nullable String answer) {

    /** Returns the JSON form. */
    public static WirePlan of(Plan plan) {
        return of(plan.draft());
    }

    /** Returns the JSON form. */
    public static WirePlan of(Draft draft) {
        return new WirePlan(
                draft.tasks().stream().map(WireTask::of).toList(),
                draft.deliverables().stream().map(WireOutputRef::of).toList(),
                draft.answer());
    }

    /**
     * Returns this as a draft, still to be checked.
     *
     * @throws IllegalArgumentException if an input is none; the message names it
     */
    public Draft toDraft() {
        return new Draft(
                tasks.stream().map(WireTask::toTask).toList(),
                Plain.list(deliverables).stream()
                        .map(WireOutputRef::toOutputRef)
                        .toList(),
                answer);
    }

    /** Returns this as a plan that was checked before it was written down. */
    Plan toPlan() {
        return Plan.restored(toDraft());
    }
}
