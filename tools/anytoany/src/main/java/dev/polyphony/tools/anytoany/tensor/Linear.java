package dev.polyphony.tools.anytoany.tensor;

import org.jspecify.annotations.Nullable;

/** A linear layer: {@code x W^T + b}. Immutable; thread-safe. */
public final class Linear {
    private final float[][] columns;
    private final float @Nullable [] bias;
    private final int out;

    /**
     * Makes a layer of its weights.
     *
     * @param weight [out, in]
     * @param bias [out], or null for none
     */
    public Linear(Tensor weight, @Nullable Tensor bias) {
        columns = Rows.transposed(Rows.of(weight));
        out = weight.rows();
        this.bias = bias == null ? null : bias.values();
    }

    /** Returns rows of the width {@code out} for rows of the width {@code in}. */
    public float[][] apply(float[][] x) {
        float[][] y = new float[x.length][];
        for (int i = 0; i < x.length; i++) {
            if (x[i].length != columns.length) {
                throw new IllegalArgumentException(
                        "row %d has %d numbers; the layer takes %d".formatted(i, x[i].length, columns.length));
            }
            y[i] = bias == null ? new float[out] : bias.clone();
        }
        Rows.addProduct(x, columns, y);
        return y;
    }

    /** Returns what the layer makes of one row. */
    public float[] apply(float[] x) {
        return apply(new float[][] {x})[0];
    }
}
