package dev.polyphony.agent.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.ResultCache;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2ResultCacheTest {
    /** A second later with each look at it. */
    private static final class Ticking extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            now = now.plusSeconds(1);
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @TempDir
    Path home;

    @Test
    void remembersWhatWasPutAfterItWasOpenedAgain() {
        Map<String, List<String>> outputs = Map.of("text", List.of("a", "b"));
        try (H2Journal journal = H2Journal.open(home.resolve("journal"))) {
            journal.results(10).put("k", outputs);
        }
        try (H2Journal journal = H2Journal.open(home.resolve("journal"))) {
            assertThat(journal.results(10).find("k")).contains(outputs);
            assertThat(journal.results(10).find("other")).isEmpty();
        }
    }

    @Test
    void forgetsWhatWasNotUsedForLongest() {
        try (H2Journal journal = H2Journal.open(home.resolve("journal"), new Ticking())) {
            ResultCache cache = journal.results(3);
            for (int i = 0; i < 100; i++) {
                cache.put("k" + i, Map.of("text", List.of("x")));
                cache.find("k0");
            }
            cache.put("last", Map.of());
            assertThat(cache.find("k0")).isPresent();
            assertThat(cache.find("k50")).isEmpty();
            assertThat(cache.find("last")).isPresent();
        }
    }
}
