package dev.polyphony.tools.anytoany.tensor;

import java.util.Arrays;

/**
 * The keys and values that an attention looks at, and the looking. Grows up to a capacity, so that a language model need not
 * compute again what came before. Not thread-safe.
 */
public final class Memory {
    private final int heads;
    private final int size;
    private final float[][] keys;
    private final float[][][] values;
    private int length;

    /**
     * Makes an empty memory.
     *
     * @param width of a key and of a value, a multiple of {@code heads}
     * @param heads how many slices of a key are looked at each for itself
     * @param capacity most keys
     */
    public Memory(int width, int heads, int capacity) {
        if (width % heads != 0) {
            throw new IllegalArgumentException("width (%d) must be a multiple of heads (%d)".formatted(width, heads));
        }
        this.heads = heads;
        size = width / heads;
        keys = new float[width][capacity];
        values = new float[heads][capacity][];
    }

    /** Returns how many keys it holds. */
    public int length() {
        return length;
    }

    /** Adds keys and their values, one a row. @throws IllegalStateException if they are more than fit */
    public void add(float[][] moreKeys, float[][] moreValues) {
        if (length + moreKeys.length > values[0].length) {
            throw new IllegalStateException("the memory holds %d of %d; %d more do not fit"
                    .formatted(length, values[0].length, moreKeys.length));
        }
        for (int i = 0; i < moreKeys.length; i++) {
            for (int j = 0; j < keys.length; j++) {
                keys[j][length] = moreKeys[i][j];
            }
            for (int h = 0; h < heads; h++) {
                values[h][length] = Arrays.copyOfRange(moreValues[i], h * size, (h + 1) * size);
            }
            length++;
        }
    }

    /**
     * Returns for each query the mean of the values, weighed by how well their keys fit; the scale is that of the root of a
     * head's width.
     *
     * @param causal whether the queries are those of the keys that were added last, each seeing only what came before it and
     *     itself
     */
    public float[][] attend(float[][] queries, boolean causal) {
        float[][] out = new float[queries.length][keys.length];
        float[] weights = new float[length];
        float[] sum = new float[size];
        float scale = (float) (1 / Math.sqrt(size));
        for (int h = 0; h < heads; h++) {
            float[][] headKeys = Arrays.copyOfRange(keys, h * size, (h + 1) * size);
            for (int i = 0; i < queries.length; i++) {
                int seen = causal ? length - queries.length + i + 1 : length;
                Arrays.fill(weights, 0);
                Rows.addProduct(queries[i], h * size, headKeys, size, weights, seen);
                for (int j = 0; j < seen; j++) {
                    weights[j] *= scale;
                }
                Activation.softmax(weights, seen);
                Arrays.fill(sum, 0);
                Rows.addProduct(weights, 0, values[h], seen, sum, size);
                System.arraycopy(sum, 0, out[i], h * size, size);
            }
        }
        return out;
    }
}
