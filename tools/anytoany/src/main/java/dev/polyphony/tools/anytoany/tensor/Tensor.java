package dev.polyphony.tools.anytoany.tensor;

import java.util.Arrays;
import java.util.List;

/**
 * Numbers in a shape, row-major, in the heap. The shape never changes; the values may, and whoever shares a tensor between
 * threads leaves them alone.
 */
public final class Tensor {
    private final float[] values;
    private final int[] shape;

    private Tensor(float[] values, int[] shape) {
        this.values = values;
        this.shape = shape;
    }

    /**
     * Returns these values in a shape; they are not copied.
     *
     * @param shape sizes along each axis, each at least 0
     * @throws IllegalArgumentException if there are more or less values than the shape has room for
     */
    public static Tensor of(float[] values, int... shape) {
        if (size(shape) != values.length) {
            throw new IllegalArgumentException(
                    "%d values do not fill the shape %s".formatted(values.length, text(shape)));
        }
        return new Tensor(values, shape.clone());
    }

    /** Returns zeros in a shape. */
    public static Tensor zeros(int... shape) {
        return new Tensor(new float[Math.toIntExact(size(shape))], shape.clone());
    }

    private static long size(int... shape) {
        long size = 1;
        for (int axis : shape) {
            if (axis < 0) {
                throw new IllegalArgumentException("the shape %s has a negative size".formatted(text(shape)));
            }
            size *= axis;
        }
        return size;
    }

    /** Returns the values themselves, row-major: a write to them is a write to the tensor. */
    public float[] values() {
        return values;
    }

    /** Returns the sizes along each axis. */
    public List<Integer> shape() {
        return Arrays.stream(shape).boxed().toList();
    }

    /** Returns the size along the first axis; 1 for a single number. */
    public int rows() {
        return shape.length == 0 ? 1 : shape[0];
    }

    /** Returns the size along the last axis; 1 for a single number. */
    public int columns() {
        return shape.length == 0 ? 1 : shape[shape.length - 1];
    }

    /** Returns true if this has that shape. */
    public boolean hasShape(int... other) {
        return Arrays.equals(shape, other);
    }

    /** Returns the same values, shared, in another shape of as many. */
    public Tensor reshape(int... other) {
        return of(values, other);
    }

    /** Returns a copy of a stretch of rows of the first axis. */
    public Tensor slice(int from, int to) {
        int row = rows() == 0 ? 0 : values.length / rows();
        int[] part = shape.clone();
        part[0] = to - from;
        return of(Arrays.copyOfRange(values, from * row, to * row), part);
    }

    /** Returns a copy. */
    public Tensor copy() {
        return new Tensor(values.clone(), shape);
    }

    /** Returns tensors of equal row shape one below the other, along the first axis. */
    public static Tensor stack(List<Tensor> parts) {
        Tensor first = parts.get(0);
        for (Tensor part : parts) {
            if (!Arrays.equals(first.shape, 1, first.shape.length, part.shape, 1, part.shape.length)) {
                throw new IllegalArgumentException("rows of %s and %s can't be stacked".formatted(first, part));
            }
        }
        int[] shape = first.shape.clone();
        shape[0] = parts.stream().mapToInt(Tensor::rows).sum();
        Tensor all = zeros(shape);
        int at = 0;
        for (Tensor part : parts) {
            System.arraycopy(part.values, 0, all.values, at, part.values.length);
            at += part.values.length;
        }
        return all;
    }

    /** Returns a shape as text: {@code [8, 128]}. */
    public static String text(int... shape) {
        return Arrays.toString(shape);
    }

    /** Returns the shape as text. */
    @Override
    public String toString() {
        return text(shape);
    }
}
