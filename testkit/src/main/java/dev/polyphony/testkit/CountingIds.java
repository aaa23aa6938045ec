package dev.polyphony.testkit;

import dev.polyphony.agent.IdSource;
import java.util.concurrent.atomic.AtomicLong;

/** Ids that count: {@code run-1}, {@code run-2}. Thread-safe. */
public final class CountingIds implements IdSource {
    private final String prefix;
    private final AtomicLong last = new AtomicLong();

    /** @param prefix letters, digits and hyphens */
    public CountingIds(String prefix) {
        this.prefix = prefix;
    }

    @Override
    public String next() {
        return prefix + "-" + last.incrementAndGet();
    }
}
