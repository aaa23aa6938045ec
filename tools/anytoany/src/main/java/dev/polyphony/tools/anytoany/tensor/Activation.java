package dev.polyphony.tools.anytoany.tensor;

/** What nets do to single numbers, and to rows as distributions. */
public final class Activation {
    private static final double ROOT_OF_HALF = Math.sqrt(0.5);

    private Activation() {}

    /** Replaces each x by {@code x Phi(x)}, the exact GELU, and returns the rows. */
    public static float[][] gelu(float[][] rows) {
        for (float[] row : rows) {
            for (int j = 0; j < row.length; j++) {
                row[j] = (float) (0.5 * row[j] * (1 + erf(row[j] * ROOT_OF_HALF)));
            }
        }
        return rows;
    }

    /** Replaces each x by {@code x sigmoid(x)} and returns the row. */
    public static float[] silu(float[] row) {
        for (int j = 0; j < row.length; j++) {
            row[j] = (float) (row[j] / (1 + Math.exp(-row[j])));
        }
        return row;
    }

    /** Replaces the first {@code count} numbers of a row by shares that are 1 together. */
    public static void softmax(float[] row, int count) {
        float most = Float.NEGATIVE_INFINITY;
        for (int j = 0; j < count; j++) {
            most = Math.max(most, row[j]);
        }
        double sum = 0;
        for (int j = 0; j < count; j++) {
            row[j] = (float) Math.exp(row[j] - most);
            sum += row[j];
        }
        float share = (float) (1 / sum);
        for (int j = 0; j < count; j++) {
            row[j] *= share;
        }
    }

    /** The error function, by Abramowitz and Stegun 7.1.26: at most 1.5e-7 off. */
    static double erf(double x) {
        double a = Math.abs(x);
        double t = 1 / (1 + 0.3275911 * a);
        double poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
        double value = 1 - poly * Math.exp(-a * a);
        return x < 0 ? -value : value;
    }
}
