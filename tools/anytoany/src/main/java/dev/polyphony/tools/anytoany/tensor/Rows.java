package dev.polyphony.tools.anytoany.tensor;

import java.util.Arrays;

/**
 * Matrices as arrays of rows, the form in which nets compute: loops over one whole row are what the JIT compiler turns into
 * vector instructions.
 */
public final class Rows {
    private static final int STEP = 4;

    private Rows() {}

    /** Returns the rows of a tensor of two axes, as copies. */
    public static float[][] of(Tensor tensor) {
        int columns = tensor.columns();
        float[][] rows = new float[tensor.values().length / Math.max(1, columns)][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(tensor.values(), i * columns, (i + 1) * columns);
        }
        return rows;
    }

    /** Returns rows of equal length as a tensor, copied. */
    public static Tensor tensor(float[][] rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        Tensor tensor = Tensor.zeros(rows.length, columns);
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, tensor.values(), i * columns, columns);
        }
        return tensor;
    }

    /** Returns columns as rows. */
    public static float[][] transposed(float[][] rows) {
        float[][] columns = new float[rows.length == 0 ? 0 : rows[0].length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                columns[j][i] = rows[i][j];
            }
        }
        return columns;
    }

    /** Returns a deep copy. */
    public static float[][] copy(float[][] rows) {
        float[][] copy = new float[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            copy[i] = rows[i].clone();
        }
        return copy;
    }

    /** Adds {@code more} to {@code rows}, in place, and returns them. */
    public static float[][] add(float[][] rows, float[][] more) {
        for (int i = 0; i < rows.length; i++) {
            add(rows[i], more[i]);
        }
        return rows;
    }

    /** Adds one row to each row, in place, and returns them. */
    public static float[][] addToAll(float[][] rows, float[] more) {
        for (float[] row : rows) {
            add(row, more);
        }
        return rows;
    }

    private static void add(float[] row, float[] more) {
        for (int j = 0; j < row.length; j++) {
            row[j] += more[j];
        }
    }

    /** Adds {@code x b} to {@code sum}: two rows of x at a time, so that each row of b is read half as often. */
    static void addProduct(float[][] x, float[][] b, float[][] sum) {
        int i = 0;
        for (; i + 1 < x.length; i += 2) {
            addProduct(x[i], x[i + 1], b, sum[i], sum[i + 1]);
        }
        if (i < x.length) {
            addProduct(x[i], 0, b, b.length, sum[i], sum[i].length);
        }
    }

    private static void addProduct(float[] x, float[] y, float[][] b, float[] sumX, float[] sumY) {
        int p = 0;
        for (; p + STEP <= b.length; p += STEP) {
            four(b[p], b[p + 1], b[p + 2], b[p + 3], sumX, sumY, x, y, p);
        }
        for (; p < b.length; p++) {
            one(x[p], b[p], sumX, sumX.length);
            one(y[p], b[p], sumY, sumY.length);
        }
    }

    /**
     * Adds {@code x b} to {@code sum} for one row.
     *
     * @param at where in x the first of {@code count} factors stands
     * @param count how many rows of b take part
     * @param width how many columns of b take part
     */
    static void addProduct(float[] x, int at, float[][] b, int count, float[] sum, int width) {
        int p = 0;
        for (; p + STEP <= count; p += STEP) {
            four(b[p], b[p + 1], b[p + 2], b[p + 3], sum, width, x, at + p);
        }
        for (; p < count; p++) {
            one(x[at + p], b[p], sum, width);
        }
    }

    private static void one(float factor, float[] b, float[] sum, int width) {
        for (int j = 0; j < width; j++) {
            sum[j] += factor * b[j];
        }
    }

    private static void four(
            float[] b0, float[] b1, float[] b2, float[] b3, float[] sum, int width, float[] x, int at) {
        float x0 = x[at];
        float x1 = x[at + 1];
        float x2 = x[at + 2];
        float x3 = x[at + 3];
        for (int j = 0; j < width; j++) {
            sum[j] += x0 * b0[j] + x1 * b1[j] + x2 * b2[j] + x3 * b3[j];
        }
    }

    private static void four(
            float[] b0, float[] b1, float[] b2, float[] b3, float[] sumX, float[] sumY, float[] x, float[] y, int at) {
        float x0 = x[at];
        float x1 = x[at + 1];
        float x2 = x[at + 2];
        float x3 = x[at + 3];
        float y0 = y[at];
        float y1 = y[at + 1];
        float y2 = y[at + 2];
        float y3 = y[at + 3];
        for (int j = 0; j < sumX.length; j++) {
            float w0 = b0[j];
            float w1 = b1[j];
            float w2 = b2[j];
            float w3 = b3[j];
            sumX[j] += x0 * w0 + x1 * w1 + x2 * w2 + x3 * w3;
            sumY[j] += y0 * w0 + y1 * w1 + y2 * w2 + y3 * w3;
        }
    }
}
