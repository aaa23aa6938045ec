package dev.polyphony.agent;

/**
 * How large a plan may be.
 *
 * @param tasks most tasks
 * @param depth most tasks that wait for one another in a row
 * @param items most items of one list input
 * @param literalChars most characters of one literal
 */
public record PlanLimits(int tasks, int depth, int items, int literalChars) {
    /** 64 tasks, 16 in a row, 64 items in a list, 64 Ki characters in a literal. */
    public static final PlanLimits DEFAULT = new PlanLimits(64, 16, 64, 65_536);
}
