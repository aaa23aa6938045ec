package dev.polyphony.tools.anytoany.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TensorTest {
    private static final Tensor SIX = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2);

    @Test
    void knowsItsShape() {
        assertThat(SIX.rows()).isEqualTo(3);
        assertThat(SIX.columns()).isEqualTo(2);
        assertThat(SIX.hasShape(3, 2)).isTrue();
        assertThat(SIX.reshape(1, 2, 3).shape()).containsExactly(1, 2, 3);
        assertThat(Tensor.of(new float[] {7}).rows()).isEqualTo(1);
        assertThat(SIX).hasToString("[3, 2]");
    }

    @Test
    void cutsAndStacksRows() {
        assertThat(SIX.slice(1, 3).values()).containsExactly(3, 4, 5, 6);
        assertThat(Tensor.stack(List.of(SIX.slice(2, 3), SIX)).values()).containsExactly(5, 6, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void sharesValuesUnlessItCopies() {
        Tensor copy = SIX.copy();
        copy.values()[0] = 9;
        assertThat(SIX.values()[0]).isEqualTo(1);
        assertThat(SIX.reshape(6).values()).isSameAs(SIX.values());
    }

    @Test
    void refusesAShapeThatDoesNotFit() {
        assertThatThrownBy(() -> SIX.reshape(4, 2)).hasMessageContainingAll("6 values", "[4, 2]");
        assertThatThrownBy(() -> Tensor.zeros(-1)).hasMessageContaining("negative");
        assertThatThrownBy(() -> Tensor.stack(List.of(SIX, Tensor.zeros(1, 3))))
                .hasMessageContaining("can't be stacked");
    }
}
