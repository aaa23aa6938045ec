package dev.polyphony.tools.anytoany.bundle;

import java.nio.ByteBuffer;

/** How one number of a stored tensor is written, little-endian. */
public enum ElementType {
    /** 64-bit floating point. */
    F64(8),
    /** 32-bit floating point. */
    F32(4),
    /** 16-bit floating point of IEEE 754. */
    F16(2),
    /** The upper half of an F32. */
    BF16(2),
    /** Whole numbers of 64 bits. */
    I64(8),
    /** Whole numbers of 32 bits. */
    I32(4),
    /** Whole numbers of 8 bits, -128 to 127. */
    I8(1),
    /** Whole numbers of 8 bits, 0 to 255. */
    U8(1),
    /** 0 or 1 in a byte. */
    BOOL(1);

    private static final int HALF_BITS = 10;

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** Returns the bytes of one number. */
    public int bytes() {
        return bytes;
    }

    /** Returns the number at a place; whole numbers beyond 2^24 are rounded. */
    float number(ByteBuffer little, int index) {
        return switch (this) {
            case F64 -> (float) little.getDouble(index * 8);
            case F32 -> little.getFloat(index * 4);
            case F16 -> half(little.getShort(index * 2));
            case BF16 -> Float.intBitsToFloat(little.getShort(index * 2) << 16);
            case I64, I32, I8, U8, BOOL -> whole(little, index);
        };
    }

    /** Returns the whole number at a place. */
    long whole(ByteBuffer little, int index) {
        return switch (this) {
            case I64 -> little.getLong(index * 8);
            case I32 -> little.getInt(index * 4);
            case I8 -> little.get(index);
            case U8, BOOL -> little.get(index) & 0xff;
            default -> throw new IllegalStateException(this + " holds no whole numbers");
        };
    }

    private static float half(short bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = bits >> HALF_BITS & 0x1f;
        int fraction = bits & 0x3ff;
        if (exponent == 0) {
            float tiny = fraction * 0x1p-24f;
            return sign == 0 ? tiny : -tiny;
        }
        int wide = exponent == 0x1f ? 0xff : exponent + 127 - 15;
        return Float.intBitsToFloat(sign | wide << 23 | fraction << 23 - HALF_BITS);
    }
}
