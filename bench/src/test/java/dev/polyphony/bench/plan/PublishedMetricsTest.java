package dev.polyphony.bench.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.polyphony.bench.plan.PlanShape.Edge;
import dev.polyphony.bench.plan.PlanShape.Link;
import dev.polyphony.bench.plan.TaskBenchMetric.View;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PublishedMetricsTest {
    private static final double EXACT = 1e-9;

    private static View view(List<String> tools, Link... links) {
        return new View(tools, Set.of(links), Set.of(), Set.of());
    }

    @Test
    void poolsSetsAndForgetsMultiplicityAsTaskBenchDoes() {
        TaskBenchMetric metric = TaskBenchMetric.of(
                List.of(view(List.of("a", "a", "b")), view(List.of("c"))),
                List.of(view(List.of("a", "b")), view(List.of("a"))),
                List.of("a", "b", "c", "d"));

        // right 2 (a, b), planned 3 (a, b, c), gold 3 (a, b, a)
        assertThat(metric.nodeF1()).isEqualTo(2.0 / 3, within(EXACT));
        // a: 1 of 1 planned and 2 gold = 2/3; b: 1; c: 0; d: 0
        assertThat(metric.nodeF1Macro()).isEqualTo((2.0 / 3 + 1) / 4, within(EXACT));
    }

    @Test
    void letsAToolOutsideTheCatalogueCostNothingAsTaskBenchDoes() {
        assertThat(TaskBenchMetric.of(List.of(view(List.of("a", "made-up"))), List.of(view(List.of("a"))), List.of("a"))
                        .nodeF1())
                .isEqualTo(1);
    }

    @Test
    void poolsLinksByName() {
        TaskBenchMetric metric = TaskBenchMetric.of(
                List.of(view(List.of("a", "b", "c"), new Link("a", "b"), new Link("a", "c"))),
                List.of(view(List.of("a", "b", "c"), new Link("a", "b"), new Link("b", "c"))),
                List.of("a", "b", "c"));

        assertThat(metric.edgeF1()).isEqualTo(0.5, within(EXACT));
        assertThat(metric.typeF1()).isNaN();
    }

    @Test
    void measuresSequencesByTheLevenshteinRatio() {
        assertThat(TaskBenchMetric.likeness(List.of(1, 2, 3), List.of(1, 2, 3))).isEqualTo(1);
        // one replacement costs 2 of 6
        assertThat(TaskBenchMetric.likeness(List.of(1, 2, 3), List.of(1, 9, 3))).isEqualTo(1 - 2.0 / 6, within(EXACT));
        assertThat(TaskBenchMetric.likeness(List.of(), List.of(1))).isZero();
    }

    @Test
    void meansSamplesOfTwoToolsOrMoreAsGnn4TaskPlanDoes() {
        PlanShape chain = new PlanShape(List.of("a", "b"), List.of(new Edge(0, 1)));
        PlanShape longer = new PlanShape(List.of("a", "b", "x"), List.of(new Edge(0, 1), new Edge(1, 2)));
        PlanShape single = new PlanShape(List.of("a"), List.of());

        GnnMetric metric = GnnMetric.of(
                List.of(chain, longer, PlanShape.EMPTY),
                List.of(chain, chain, single),
                Set.of("a", "b"),
                Set.of(new Link("a", "b")));

        assertThat(metric.samples()).isEqualTo(2);
        // 1 and 2·2/(3+2)
        assertThat(metric.nodeF1()).isEqualTo((1 + 0.8) / 2, within(EXACT));
        // 1 and 2·1/(2+1)
        assertThat(metric.linkF1()).isEqualTo((1 + 2.0 / 3) / 2, within(EXACT));
        assertThat(metric.accuracy()).isEqualTo(0.5, within(EXACT));
        assertThat(metric.unknownNodes()).isEqualTo(1.0 / 3 / 2, within(EXACT));
        assertThat(metric.withUnknownNode()).isEqualTo(0.5, within(EXACT));
        assertThat(metric.unknownLinks()).isEqualTo(0.25, within(EXACT));
        assertThat(metric.withUnknownLink()).isEqualTo(0.5, within(EXACT));
    }

    @Test
    void countsRepeatsInTheLengthsAsGnn4TaskPlanDoes() {
        PlanShape twice = new PlanShape(List.of("a", "a", "b"), List.of());
        PlanShape once = new PlanShape(List.of("a", "b"), List.of());

        // shared set of 2 over lengths 3 and 2
        assertThat(GnnMetric.of(List.of(twice), List.of(once), Set.of("a", "b"), Set.of())
                        .nodeF1())
                .isEqualTo(0.8, within(EXACT));
    }
}
