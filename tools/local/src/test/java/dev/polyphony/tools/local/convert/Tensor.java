package dev.polyphony.tools.local.convert;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * A constant of a graph. Its elements are bit patterns: of a float, of a half float, or of an int. Half floats stay half
 * floats, so that a converted model is as small as its source and exactly as precise.
 */
final class Tensor {
    /** The type of the elements, with its number in ONNX. */
    enum Type {
        FLOAT(1, 4),
        INT(6, 4),
        LONG(7, 8),
        HALF(10, 2);

        final int onnx;
        final int bytes;

        Type(int onnx, int bytes) {
            this.onnx = onnx;
            this.bytes = bytes;
        }
    }

    final Type type;
    final long[] shape;
    final int[] bits;

    Tensor(Type type, long[] shape, int[] bits) {
        this.type = type;
        this.shape = shape;
        this.bits = bits;
    }

    static Tensor longs(long... values) {
        return new Tensor(
                Type.LONG,
                new long[] {values.length},
                Arrays.stream(values).mapToInt(Math::toIntExact).toArray());
    }

    static Tensor read(Type type, long[] shape, ByteBuffer from) {
        int size = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        int[] bits = new int[size];
        for (int i = 0; i < size; i++) {
            bits[i] = type == Type.HALF ? from.getShort() & 0xffff : from.getInt();
        }
        return new Tensor(type, shape, bits);
    }

    /** Returns the elements of an int or long tensor. */
    long[] integers() {
        if (type != Type.INT && type != Type.LONG) {
            throw new IllegalStateException("a tensor of %s holds no integers".formatted(type));
        }
        return Arrays.stream(bits).asLongStream().toArray();
    }

    /** Returns the tensor with its axes in another order: axis i of the result is axis {@code axes[i]} of this. */
    Tensor transposed(int... axes) {
        long[] to = Arrays.stream(axes).mapToLong(axis -> shape[axis]).toArray();
        int[] moved = new int[bits.length];
        int[] at = new int[axes.length];
        IntUnaryOperator stride =
                axis -> (int) Arrays.stream(shape, axis + 1, shape.length).reduce(1, (a, b) -> a * b);
        for (int i = 0; i < moved.length; i++) {
            int from = 0;
            for (int d = 0; d < axes.length; d++) {
                from += at[d] * stride.applyAsInt(axes[d]);
            }
            moved[i] = bits[from];
            for (int d = axes.length - 1; d >= 0 && ++at[d] == to[d]; d--) {
                at[d] = 0;
            }
        }
        return new Tensor(type, to, moved);
    }

    byte[] toBytes() {
        ByteBuffer out = ByteBuffer.allocate(bits.length * type.bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int b : bits) {
            switch (type) {
                case HALF -> out.putShort((short) b);
                case LONG -> out.putLong(b);
                default -> out.putInt(b);
            }
        }
        return out.array();
    }
}
