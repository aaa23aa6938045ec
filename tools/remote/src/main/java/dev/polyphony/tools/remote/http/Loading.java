package dev.polyphony.tools.remote.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells a 503 that loads a model from one that is down. */
final class Loading {
    private Loading() {}

    /** Returns how long the server thinks that its model needs; null if it does not load one. */
    static @Nullable Duration estimate(String body) {
        try {
            JsonNode seconds = Json.parse(body).path("estimated_time");
            return seconds.isNumber() && seconds.asDouble() >= 0
                    ? Duration.ofMillis((long) Math.min(3.6e6, seconds.asDouble() * 1000))
                    : null;
        } catch (InvalidOutputException e) {
            return null;
        }
    }
}
