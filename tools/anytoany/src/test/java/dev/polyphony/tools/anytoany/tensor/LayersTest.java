package dev.polyphony.tools.anytoany.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayersTest {
    private static float[][] random(int rows, int columns, long seed) {
        Random random = new Random(seed);
        float[][] out = new float[rows][columns];
        for (float[] row : out) {
            for (int j = 0; j < columns; j++) {
                row[j] = (float) random.nextGaussian();
            }
        }
        return out;
    }

    /** All remainders of the blocks of two rows and four factors. */
    @ParameterizedTest
    @CsvSource({"1,1,1", "2,4,8", "3,5,7", "4,6,3", "5,7,16", "7,9,33"})
    void aLinearLayerIsTheProductSummedOneByOne(int rows, int in, int out) {
        float[][] x = random(rows, in, 1);
        float[][] weight = random(out, in, 2);
        float[] bias = random(1, out, 3)[0];
        float[][] y = new Linear(Rows.tensor(weight), Tensor.of(bias, out)).apply(x);
        float[][] plain = new Linear(Rows.tensor(weight), null).apply(x);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < out; j++) {
                double sum = 0;
                for (int k = 0; k < in; k++) {
                    sum += x[i][k] * weight[j][k];
                }
                assertThat(plain[i][j]).isEqualTo((float) sum, within(1e-5f));
                assertThat(y[i][j]).isEqualTo((float) (sum + bias[j]), within(1e-5f));
            }
        }
    }

    @Test
    void aLinearLayerRefusesRowsOfAnotherWidth() {
        Linear layer = new Linear(Tensor.zeros(3, 4), null);
        assertThatThrownBy(() -> layer.apply(new float[2][5])).hasMessageContainingAll("row 0 has 5", "takes 4");
    }

    @Test
    void aNormBringsARowToMeanZeroAndVarianceOne() {
        LayerNorm norm =
                new LayerNorm(Tensor.of(new float[] {1, 1, 2, 1}, 4), Tensor.of(new float[] {0, 0, 0, 5}, 4), 0);
        float root = (float) Math.sqrt(1.25);
        assertThat(norm.apply(new float[][] {{1, 2, 3, 4}})[0])
                .containsExactly(new float[] {-1.5f / root, -0.5f / root, 1 / root, 1.5f / root + 5}, within(1e-6f));
    }

    @Test
    void activationsAreThoseOfTables() {
        float[][] gelu = Activation.gelu(new float[][] {{-3, -1, 0, 0.5f, 2}});
        assertThat(gelu[0])
                .containsExactly(new float[] {-0.00404951f, -0.15865526f, 0, 0.34573123f, 1.9544997f}, within(1e-6f));
        assertThat(Activation.silu(new float[] {-1, 0, 2}))
                .containsExactly(new float[] {-0.26894143f, 0, 1.7615942f}, within(1e-6f));
        float[] row = {1000, 1001, 7};
        Activation.softmax(row, 2);
        assertThat(row).containsExactly(new float[] {0.26894143f, 0.7310586f, 7}, within(1e-6f));
    }

    @Test
    void aGrowingMemoryAnswersAsAWholeOneDoes() {
        float[][] queries = random(5, 6, 4);
        float[][] keys = random(5, 6, 5);
        float[][] values = random(5, 6, 6);
        Memory whole = new Memory(6, 3, 5);
        whole.add(keys, values);
        float[][] all = whole.attend(queries, true);
        Memory growing = new Memory(6, 3, 9);
        for (int i = 0; i < 5; i++) {
            growing.add(new float[][] {keys[i]}, new float[][] {values[i]});
            assertThat(growing.attend(new float[][] {queries[i]}, true)[0]).containsExactly(all[i], within(1e-6f));
        }
        assertThat(growing.length()).isEqualTo(5);
    }

    @Test
    void aQueryThatFitsOneKeyGetsItsValue() {
        Memory memory = new Memory(2, 1, 2);
        memory.add(new float[][] {{100, 0}, {0, 100}}, new float[][] {{1, 2}, {3, 4}});
        assertThat(memory.attend(new float[][] {{0, 100}}, false)[0]).containsExactly(3, 4);
    }

    @Test
    void aMemoryTakesNoMoreThanItsCapacity() {
        Memory memory = new Memory(2, 1, 1);
        memory.add(new float[1][2], new float[1][2]);
        assertThatThrownBy(() -> memory.add(new float[1][2], new float[1][2]))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("1 of 1");
        assertThatThrownBy(() -> new Memory(5, 2, 1)).hasMessageContainingAll("width (5)", "heads (2)");
    }
}
