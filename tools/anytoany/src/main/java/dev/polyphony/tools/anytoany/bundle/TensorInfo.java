package dev.polyphony.tools.anytoany.bundle;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What the header of a file says about one tensor.
 *
 * @param name unique in the file
 * @param type how its numbers are written
 * @param shape sizes along each axis
 * @param begin offset of its first byte behind the header
 * @param end offset behind its last byte
 */
public record TensorInfo(String name, ElementType type, List<Integer> shape, long begin, long end) {
    public TensorInfo {
        shape = List.copyOf(shape);
    }

    /** Returns how many numbers it holds. */
    public long count() {
        return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }

    /** Returns type and shape as {@code model.json} writes them: {@code "I8 512x192"}, or {@code "F32"} for one number. */
    public String form() {
        return (type + " " + shape.stream().map(String::valueOf).collect(Collectors.joining("x"))).strip();
    }
}
