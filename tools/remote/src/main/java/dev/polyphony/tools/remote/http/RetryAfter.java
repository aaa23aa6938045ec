package dev.polyphony.tools.remote.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** Reads how long a server asks to be left alone, in all forms that are met. */
final class RetryAfter {
    private static final Pattern SECONDS = Pattern.compile("\\d{1,18}(\\.\\d+)?");
    private static final Pattern RESET = Pattern.compile("(?:^|[;,\\s])t=(\\d{1,9})");
    private static final Pattern WORDS =
            Pattern.compile("(?i)(?:resets?|try again|retry|available) in ~?(\\d{1,9})\\s*s");

    private RetryAfter() {}

    /** Returns the wait that headers or words ask for, never negative; null if none is asked for. */
    static @Nullable Duration read(Headers headers, String body, Instant now) {
        Duration wait = header(headers.get("Retry-After"), now);
        if (wait == null) {
            wait = match(RESET, headers.get("RateLimit"));
        }
        return wait == null ? match(WORDS, body) : wait;
    }

    private static @Nullable Duration header(@Nullable String value, Instant now) {
        if (value == null) {
            return null;
        }
        String text = value.strip();
        if (SECONDS.matcher(text).matches()) {
            return Duration.ofMillis((long) Math.min(1e15, Double.parseDouble(text) * 1000));
        }
        try {
            Duration wait = Duration.between(now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static @Nullable Duration match(Pattern pattern, @Nullable String text) {
        if (text == null) {
            return null;
        }
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Duration.ofSeconds(Long.parseLong(matcher.group(1))) : null;
    }
}
