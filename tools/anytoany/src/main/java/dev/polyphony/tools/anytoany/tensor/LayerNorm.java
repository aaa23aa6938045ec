package dev.polyphony.tools.anytoany.tensor;

/** Brings each row to mean 0 and variance 1, then scales and shifts it. Immutable; thread-safe. */
public final class LayerNorm {
    private final float[] scale;
    private final float[] shift;
    private final double epsilon;

    /**
     * Makes a layer of its weights.
     *
     * @param scale one number a column
     * @param shift one number a column
     * @param epsilon what is added to the variance
     */
    public LayerNorm(Tensor scale, Tensor shift, double epsilon) {
        this.scale = scale.values();
        this.shift = shift.values();
        this.epsilon = epsilon;
    }

    /** Returns new rows; x stays as it is. */
    public float[][] apply(float[][] x) {
        float[][] y = new float[x.length][];
        for (int i = 0; i < x.length; i++) {
            y[i] = apply(x[i]);
        }
        return y;
    }

    private float[] apply(float[] x) {
        double mean = 0;
        for (float value : x) {
            mean += value;
        }
        mean /= x.length;
        double variance = 0;
        for (float value : x) {
            variance += (value - mean) * (value - mean);
        }
        double factor = 1 / Math.sqrt(variance / x.length + epsilon);
        float[] y = new float[x.length];
        for (int j = 0; j < x.length; j++) {
            y[j] = (float) ((x[j] - mean) * factor * scale[j] + shift[j]);
        }
        return y;
    }
}
