package dev.polyphony.agent.annotation;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A place in a program that declares a port.
 *
 * @param element what messages call it
 * @param name what the program calls it; empty if that is not known
 * @param says its annotation; null if it has none
 * @param nullable true if it is annotated as {@code Nullable}
 * @param output true if it is a result, or a part of one
 */
record Element(
        String element, String name, Type type, @Nullable Port says, boolean nullable, boolean output) {
    /** Any annotation of this simple name counts, whichever library it is from. */
    static boolean isNullable(AnnotatedElement element, AnnotatedType type) {
        return Stream.concat(Arrays.stream(element.getAnnotations()), Arrays.stream(type.getAnnotations()))
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Nullable"));
    }
}
