package dev.polyphony.tools.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.polyphony.agent.Value.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverlapsTest {
    private final Box better = new Box("dog", 0.9, 0, 0, 10, 10);
    private final Box same = new Box("dog", 0.8, 1, 1, 10, 10);
    private final Box otherKind = new Box("cat", 0.7, 1, 1, 10, 10);
    private final Box elsewhere = new Box("dog", 0.6, 30, 30, 10, 10);

    @Test
    void keepsTheBestOfBoxesThatMeanTheSameThing() {
        assertThat(Overlaps.suppress(List.of(elsewhere, same, otherKind, better), 0.55))
                .containsExactly(better, otherKind, elsewhere);
    }

    @Test
    void measuresTheSharedPartOfBothAreas() {
        assertThat(Overlaps.overlap(better, better)).isCloseTo(1, within(1e-9));
        assertThat(Overlaps.overlap(better, same)).isCloseTo(81 / 119.0, within(1e-9));
        assertThat(Overlaps.overlap(better, elsewhere)).isZero();
    }
}
