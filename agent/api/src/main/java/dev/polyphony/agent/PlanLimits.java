package dev.polyphony.agent;

/**
 * How large a plan may be.
 *
 * @param tasks most tasks
 * @param items most items of one list input
 * @param literalChars most characters of one literal
 */
public record PlanLimits(int tasks, int items, int literalChars) {
    /** 64 tasks, 64 items in a list, 64 Ki characters in a literal. */
    public static final PlanLimits DEFAULT = new PlanLimits(64, 64, 65_536);
}
