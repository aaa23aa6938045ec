package dev.polyphony.tools.anytoany.schedule;

/** A way from noise to content in a number of steps. Immutable; makes one {@link Sampler} for each run. */
public sealed interface Scheduler permits Ddim, Pndm, Euler, DpmSolver, RectifiedFlow {
    /**
     * Returns a sampler for one run.
     *
     * @throws IllegalArgumentException if there are less than one, or more steps than training had
     */
    Sampler sampler(int steps);
}
