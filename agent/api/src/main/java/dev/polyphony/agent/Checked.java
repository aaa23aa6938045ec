package dev.polyphony.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a {@link PlanCheck}.
 *
 * @param plan the plan; null if an error was found
 * @param findings all that was found, warnings included, in the order of the draft
 */
public record Checked(@Nullable Plan plan, List<Finding> findings) {
    public Checked {
        findings = List.copyOf(findings);
    }

    /** Returns the findings that keep the plan from being run. */
    public List<Finding> errors() {
        return findings.stream().filter(f -> !f.code().isWarning()).toList();
    }

    /**
     * Returns the plan.
     *
     * @throws InvalidPlanException with all errors, if there is none
     */
    public Plan orThrow() {
        if (plan != null) {
            return plan;
        }
        StringBuilder message = new StringBuilder("the plan breaks %d rule(s)".formatted(errors().size()));
        errors().stream()
                .limit(10)
                .forEach(f -> message.append("\n")
                        .append(f.code())
                        .append(" at ")
                        .append(f.pointer())
                        .append(": ")
                        .append(f.message()));
        throw new InvalidPlanException(message.toString());
    }
}
