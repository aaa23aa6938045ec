package dev.polyphony.tools.remote;

import dev.polyphony.agent.RegistrationException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as settings write them. */
final class Durations {
    private static final Pattern FORM = Pattern.compile("(\\d{1,6})(ms|s|m|h)");

    private Durations() {}

    /** Returns the duration that {@code 500ms}, {@code 30s}, {@code 5m} or {@code 1h} stands for. */
    static Duration parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new RegistrationException("\"%s\" is no duration.\nMaybe 30s, or 5m.".formatted(text));
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }
}
