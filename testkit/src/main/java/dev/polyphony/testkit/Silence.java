package dev.polyphony.testkit;

import java.time.Duration;

/**
 * No answer.
 *
 * @param hangUp true if the connection is closed, false if the client is left waiting
 */
public record Silence(boolean hangUp) implements Reply {
    @Override
    public Silence after(Duration latency) {
        return this;
    }
}
