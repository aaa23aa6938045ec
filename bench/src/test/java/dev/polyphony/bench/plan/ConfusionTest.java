package dev.polyphony.bench.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.bench.plan.Confusion.Fault;
import dev.polyphony.bench.plan.Confusion.Stage;
import dev.polyphony.bench.plan.PlanShape.Edge;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionTest {
    private static PlanShape chain(String... tools) {
        List<Edge> edges = new ArrayList<>();
        for (int i = 1; i < tools.length; i++) {
            edges.add(new Edge(i - 1, i));
        }
        return new PlanShape(List.of(tools), edges);
    }

    @Test
    void findsNothingWhereThePlanIsRight() {
        assertThat(Confusion.faults(chain("a", "b"), chain("a", "b"))).isEmpty();
    }

    @Test
    void tellsALostStepFromAnotherTool() {
        assertThat(Confusion.faults(chain("a", "c"), chain("a", "b", "c")))
                .containsExactly(new Fault(Stage.STEP_LOST, "b"));
        assertThat(Confusion.faults(chain("a", "x", "c"), chain("a", "b", "c")))
                .containsExactly(new Fault(Stage.TOOL, "b -> x"));
        assertThat(Confusion.faults(chain("a", "b", "x"), chain("a", "b")))
                .containsExactly(new Fault(Stage.STEP_ADDED, "x"));
    }

    @Test
    void blamesAnEdgeOnlyWhereBothEndsAreRight() {
        PlanShape apart = new PlanShape(List.of("a", "b"), List.of());

        assertThat(Confusion.faults(apart, chain("a", "b"))).containsExactly(new Fault(Stage.EDGE_LOST, "a > b"));
        assertThat(Confusion.faults(chain("a", "b"), apart)).containsExactly(new Fault(Stage.EDGE_ADDED, "a > b"));
        assertThat(Confusion.faults(chain("a", "x"), chain("a", "b")))
                .extracting(Fault::stage)
                .containsExactly(Stage.TOOL);
    }

    @Test
    void countsPlansByTheirFirstFaultAndShowsARequest() {
        Confusion confusion = new Confusion();
        confusion.add(chain("a"), chain("a", "b"), "first");
        confusion.add(chain("a"), chain("a", "b"), "second");
        confusion.add(chain("a", "b"), chain("a", "b"), "third");

        assertThat(confusion.plans()).isEqualTo(3);
        assertThat(confusion.exact()).isEqualTo(1);
        assertThat(confusion.first()).containsEntry(Stage.STEP_LOST, 2);
        assertThat(confusion.commonest(10))
                .containsExactly(new Confusion.Counted(new Fault(Stage.STEP_LOST, "b"), 2, "first"));
    }
}
