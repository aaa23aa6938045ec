package dev.polyphony.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateTest {
    private final List<String> order = new ArrayList<>();

    private Gate.Pass enter(Gate gate, String run, String name) {
        return gate.enter(run, 0, () -> order.add(name));
    }

    @Test
    void servesRunsInTurnAndNotTheOneThatAskedMost() {
        Gate gate = new Gate(1);
        List<Gate.Pass> passes = new ArrayList<>();
        passes.add(enter(gate, "A", "a1"));
        for (int i = 2; i <= 4; i++) {
            passes.add(enter(gate, "A", "a" + i));
        }
        passes.add(enter(gate, "B", "b1"));
        passes.add(enter(gate, "B", "b2"));
        for (int i = 0; i < 6; i++) {
            String last = order.get(order.size() - 1);
            int index = List.of("a1", "a2", "a3", "a4", "b1", "b2").indexOf(last);
            passes.get(index).leave();
        }
        assertThat(order).containsExactly("a1", "a2", "b1", "a3", "b2", "a4");
    }

    @Test
    void servesTheTaskOfARunThatHoldsUpMost() {
        Gate gate = new Gate(1);
        Gate.Pass inside = enter(gate, "A", "first");
        Gate.Pass light = gate.enter("A", 1, () -> order.add("light"));
        Gate.Pass heavy = gate.enter("A", 5, () -> order.add("heavy"));
        Gate.Pass same = gate.enter("A", 5, () -> order.add("heavy too"));
        inside.leave();
        heavy.leave();
        same.leave();
        light.leave();
        assertThat(order).containsExactly("first", "heavy", "heavy too", "light");
    }

    @Test
    void forgetsWhoLeavesTheQueue() {
        Gate gate = new Gate(1);
        Gate.Pass inside = enter(gate, "A", "a1");
        Gate.Pass gone = enter(gate, "A", "a2");
        enter(gate, "A", "a3");
        gone.leave();
        inside.leave();
        inside.leave();
        assertThat(order).containsExactly("a1", "a3");
    }

    @Test
    void letsEverybodyInWithoutALimit() {
        Gate gate = new Gate(0);
        for (int i = 0; i < 1_000; i++) {
            enter(gate, "A", "a");
        }
        assertThat(order).hasSize(1_000);
    }
}
