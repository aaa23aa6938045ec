package dev.polyphony.agent.codec;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A value of the domain, its shape and its golden file.
 *
 * @param file golden file, without {@code .json}
 * @param shape name in the schema
 * @param value the domain value that {@code decode} must return
 */
record Sample(String file, String shape, Object value, Supplier<String> encode, Function<String, Object> decode) {
    @Override
    public String toString() {
        return file;
    }
}
