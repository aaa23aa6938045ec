package dev.polyphony.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a planner proposes: not yet checked, perhaps wrong. {@link PlanCheck} makes a {@link Plan} of it, or says what is
 * wrong.
 *
 * @param tasks in any order; empty if the request needs no tool or none can serve it
 * @param deliverables the outputs that the answer is made of; empty stands for every output that no task takes
 * @param answer words for the user where no tool runs: small talk, or what is missing; null otherwise
 */
public record Draft(
        List<Task> tasks,
        List<OutputRef> deliverables,
        @Nullable String answer) {
    public Draft {
        tasks = List.copyOf(tasks);
        deliverables = List.copyOf(deliverables);
    }

    /** Returns a draft that runs nothing and says this. */
    public static Draft answering(String words) {
        return new Draft(List.of(), List.of(), words);
    }

    /** Returns a draft of these tasks, in which every output that no task takes is delivered. */
    public static Draft of(List<Task> tasks) {
        return new Draft(tasks, List.of(), null);
    }
}
