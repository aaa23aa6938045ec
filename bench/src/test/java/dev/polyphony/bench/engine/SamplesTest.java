package dev.polyphony.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void takesPercentilesByRank() {
        double[] sorted = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        assertThat(Samples.percentile(sorted, 0)).isEqualTo(1);
        assertThat(Samples.percentile(sorted, 50)).isEqualTo(5);
        assertThat(Samples.percentile(sorted, 95)).isEqualTo(10);
        assertThat(Samples.percentile(new double[0], 50)).isNaN();
    }

    @Test
    void countsFailedRequestsApartFromTimes() {
        Samples samples = new Samples();
        samples.took(2_000_000);
        samples.took(4_000_000);
        samples.failed();
        samples.used(0, 6, 3);
        Row row = samples.row("polyphony", "S1", 4);
        assertThat(row.figure("n")).isEqualTo(2);
        assertThat(row.figure("errors")).isEqualTo(1);
        assertThat(row.figure("max_ms")).isEqualTo(4);
        assertThat(row.figure("calls")).isEqualTo(3);
        assertThat(samples.mean()).isEqualTo(3);
    }

    @Test
    void leavesOutWhatWasNotMeasured() {
        Row row = new Samples().row("polyphony", "S1", 1);
        assertThat(row.figures()).containsOnlyKeys("n", "errors");
        assertThat(row.with("ratio", Double.NaN).figure("ratio")).isNaN();
        assertThat(Bar.atMost("ratio", 1.02, row.figure("ratio"), "").met()).isFalse();
        assertThat(Bar.atLeast("share", 95, row.figure("share"), " %").met()).isFalse();
    }

    @Test
    void givesARowWithoutFiguresForOneThatIsNotThere() {
        Row there = new Row("polyphony", "S1", 1, Map.of("n", 3.0));
        assertThat(Row.find(List.of(there), "polyphony", "S1")).isEqualTo(there);
        assertThat(Row.find(List.of(there), "polyphony", "S2").figure("n")).isNaN();
    }

    @Test
    void asksWhatACrowdAsksOnceEach() throws Exception {
        var asked = new ConcurrentSkipListSet<Integer>();
        var faults = new ConcurrentLinkedQueue<String>();
        Samples samples = Crowd.ask(
                3,
                20,
                n -> {
                    asked.add(n);
                    if (n == 7) {
                        throw new IllegalStateException("seven");
                    }
                },
                faults::add);
        assertThat(asked).hasSize(20);
        assertThat(samples.row("x", "y", 3).figure("n")).isEqualTo(19);
        assertThat(faults).singleElement().asString().contains("seven");
    }
}
