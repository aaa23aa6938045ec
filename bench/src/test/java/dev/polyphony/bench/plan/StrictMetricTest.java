package dev.polyphony.bench.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.bench.plan.PlanShape.Edge;
import dev.polyphony.bench.plan.PlanShape.Link;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrictMetricTest {
    private static PlanShape chain(String... tools) {
        List<Edge> edges = new ArrayList<>();
        for (int i = 1; i < tools.length; i++) {
            edges.add(new Edge(i - 1, i));
        }
        return new PlanShape(List.of(tools), edges);
    }

    @Test
    void countsTheSamePlanAsExact() {
        Tallied same = StrictMetric.score(chain("a", "b", "c"), chain("a", "b", "c"));

        assertThat(same).isEqualTo(new Tallied(3, 3, 3, 2, 2, 2));
        assertThat(same.exact()).isTrue();
    }

    @Test
    void countsToolsAsOftenAsTheyAreThere() {
        Tallied once = StrictMetric.score(chain("a", "b"), chain("a", "a", "b"));

        assertThat(once.nodesRight()).isEqualTo(2);
        assertThat(once.nodeF1()).isEqualTo(0.8);
    }

    @Test
    void countsAToolThatIsUnknownAsWrong() {
        assertThat(StrictMetric.score(chain("a", "made-up"), chain("a")).nodeF1())
                .isEqualTo(2.0 / 3);
    }

    @Test
    void keepsAnEmptyPlanInTheDenominator() {
        assertThat(StrictMetric.score(PlanShape.EMPTY, chain("a", "b"))).isEqualTo(new Tallied(0, 0, 2, 0, 0, 1));
        assertThat(StrictMetric.score(PlanShape.EMPTY, PlanShape.EMPTY).exact()).isTrue();
    }

    @Test
    void assignsRepeatedToolsSoThatMostEdgesMatch() {
        PlanShape gold = new PlanShape(List.of("a", "a", "b", "c"), List.of(new Edge(0, 2), new Edge(1, 3)));
        PlanShape got = new PlanShape(List.of("a", "a", "b", "c"), List.of(new Edge(1, 2), new Edge(0, 3)));

        assertThat(StrictMetric.score(got, gold).exact()).isTrue();
    }

    @Test
    void matchesEdgesByInstanceNotByName() {
        PlanShape gold = new PlanShape(List.of("a", "b", "a", "b"), List.of(new Edge(0, 1), new Edge(2, 3)));
        PlanShape got = new PlanShape(List.of("a", "b", "a", "b"), List.of(new Edge(0, 1), new Edge(0, 3)));

        assertThat(StrictMetric.score(got, gold).edgesRight()).isEqualTo(1);
    }

    @Test
    void doesNotCountAnEdgeTheOtherWayRound() {
        PlanShape turned = new PlanShape(List.of("a", "b"), List.of(new Edge(1, 0)));

        assertThat(StrictMetric.score(turned, chain("a", "b")).edgesRight()).isZero();
    }

    @Test
    void goesByTopologicalOrderWhereWaysAreTooMany() {
        String[] eight = {"a", "a", "a", "a", "a", "a", "a", "a"};
        List<Edge> backwards = new ArrayList<>();
        for (int i = 1; i < 8; i++) {
            backwards.add(new Edge(i, i - 1));
        }

        Tallied turned = StrictMetric.score(new PlanShape(List.of(eight), backwards), chain(eight));

        assertThat(turned.exact())
                .as("8! ways are more than %d", StrictMetric.MOST_WAYS)
                .isTrue();
    }

    @Test
    void takesTheAlternativeThatThePlanEquals() {
        List<PlanShape> golds = List.of(chain("a", "b"), chain("c", "b"));

        assertThat(StrictMetric.best(chain("c", "b"), golds).exact()).isTrue();
        assertThat(StrictMetric.best(chain("a"), golds).nodesRight()).isEqualTo(1);
    }

    @Test
    void readsLinksOfRepeatedToolsAsTheNearestPair() {
        PlanShape read = PlanShape.of(
                List.of("find", "book", "find", "book"), List.of(new Link("find", "book"), new Link("find", "book")));

        assertThat(read.edges()).containsExactly(new Edge(0, 1), new Edge(2, 3));
    }

    @Test
    void leavesOutLinksToToolsThatAreNoNode() {
        assertThat(PlanShape.of(List.of("a"), List.of(new Link("a", "b"))).edges())
                .isEmpty();
    }

    @Test
    void namesTheStructure() {
        assertThat(chain("a").structure()).isEqualTo("single");
        assertThat(chain("a", "b", "c").structure()).isEqualTo("chain");
        assertThat(new PlanShape(List.of("a", "b", "c"), List.of(new Edge(0, 1), new Edge(0, 2))).structure())
                .isEqualTo("dag");
        assertThat(new PlanShape(List.of("a", "b"), List.of()).structure()).isEqualTo("dag");
    }

    @Test
    void pooledIntervalsHoldTheFigureAndRepeat() {
        List<Tallied> half = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            half.add(new Tallied(i % 2, 1, 1, 0, 0, 0));
        }

        Bootstrap.Interval interval = Bootstrap.of(half, Tallied::nodeF1);

        assertThat(interval.low()).isBetween(0.35, 0.45);
        assertThat(interval.high()).isBetween(0.55, 0.65);
        assertThat(Bootstrap.of(half, Tallied::nodeF1)).isEqualTo(interval);
        assertThat(Bootstrap.difference(half, half, Tallied::nodeF1)).isEqualTo(new Bootstrap.Interval(0, 0));
    }
}
