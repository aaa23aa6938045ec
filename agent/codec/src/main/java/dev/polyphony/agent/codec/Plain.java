package dev.polyphony.agent.codec;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Small values in their JSON form: no NaN, whole milliseconds, absent for empty. */
final class Plain {
    private Plain() {}

    /** Returns the number, or null for NaN and the infinities, which JSON does not have. */
    static @Nullable Double finite(@Nullable Double number) {
        return number != null && Double.isFinite(number) ? number : null;
    }

    /** Returns the number, or null for 0. */
    static @Nullable Double positiveOrAbsent(double number) {
        return number > 0 ? finite(number) : null;
    }

    static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }

    static @Nullable Duration duration(@Nullable Long millis) {
        return millis == null ? null : Duration.ofMillis(millis);
    }

    /** Returns the text, or null for none. */
    static @Nullable String textOrAbsent(String text) {
        return text.isEmpty() ? null : text;
    }

    static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** Returns the list, or null for an empty one. */
    static <T> @Nullable List<T> listOrAbsent(List<T> list) {
        return list.isEmpty() ? null : list;
    }

    static <T> List<T> list(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    /** Returns true, or null for false. */
    static @Nullable Boolean trueOrAbsent(boolean flag) {
        return flag ? true : null;
    }
}
