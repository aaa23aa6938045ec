package dev.polyphony.agent;

/**
 * A model that answers requests from end to end, as the engine takes it in.
 *
 * @param tool the model; it is not planned in mode {@code tools}
 * @param planner plans it: one task
 * @param chooser asked in mode {@code auto}
 */
public record EndToEnd(Tool tool, Planner planner, ModeChooser chooser) {}
