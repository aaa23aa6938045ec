package dev.polyphony.agent;

import org.jspecify.annotations.Nullable;

/** Numbers as people write them: 4, not 4.0. */
final class Numbers {
    private Numbers() {}

    static String plain(@Nullable Double number) {
        if (number == null) {
            return "…";
        }
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString(number.longValue())
                : number.toString();
    }

    static @Nullable Double parse(String text) {
        try {
            double number = Double.parseDouble(text.strip());
            return Double.isFinite(number) ? number : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
