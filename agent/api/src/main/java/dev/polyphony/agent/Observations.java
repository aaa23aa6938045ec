package dev.polyphony.agent;

import dev.polyphony.agent.BindingSelector.Observation;
import java.util.List;

/** Keeps how attempts went beyond the end of the program, for selectors, estimates and hedges to start from. Thread-safe. */
public interface Observations {
    /** Keeps one. Returns soon and does not throw; what can't be kept is lost. */
    void add(Observation observation);

    /** Returns what was kept by earlier programs, oldest first; not all if that is much. */
    List<Observation> earlier();

    /** Returns a place that keeps nothing. */
    static Observations none() {
        return new Observations() {
            @Override
            public void add(Observation observation) {
                // Nothing is kept.
            }

            @Override
            public List<Observation> earlier() {
                return List.of();
            }
        };
    }
}
