package dev.polyphony.agent;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A checked plan: known tools, unique ids, references that exist, types that match, no cycle, tasks in an order in which
 * each follows what it depends on. Only {@link PlanCheck} makes new ones, so a plan at hand can be run. Immutable.
 */
public final class Plan {
    private final List<Task> tasks;
    private final List<OutputRef> deliverables;
    private final @Nullable String answer;

    Plan(List<Task> tasks, List<OutputRef> deliverables, @Nullable String answer) {
        this.tasks = List.copyOf(tasks);
        this.deliverables = List.copyOf(deliverables);
        this.answer = answer;
    }

    /** Returns a plan that was checked before it was written down, as a journal keeps it; it is not checked again. */
    public static Plan restored(Draft draft) {
        return new Plan(draft.tasks(), draft.deliverables(), draft.answer());
    }

    /** Returns the tasks, each after all that it depends on; empty if nothing is to be run. */
    public List<Task> tasks() {
        return tasks;
    }

    /** Returns the outputs that the answer is made of, in the order of their tasks. */
    public List<OutputRef> deliverables() {
        return deliverables;
    }

    /** Returns the words for a request that needs no tool, or that none can serve. */
    public Optional<String> answer() {
        return Optional.ofNullable(answer);
    }

    /** Returns the task of this id. */
    public Optional<Task> task(String id) {
        return tasks.stream().filter(t -> t.id().equals(id)).findFirst();
    }

    /** Returns the plan as a draft, to be edited and checked again. */
    public Draft draft() {
        return new Draft(tasks, deliverables, answer);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Plan that && draft().equals(that.draft());
    }

    @Override
    public int hashCode() {
        return Objects.hash(tasks, deliverables, answer);
    }

    @Override
    public String toString() {
        return "Plan" + tasks;
    }
}
