package dev.polyphony.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private Instant now = Instant.EPOCH;
    private final Breaker breaker = new Breaker(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    private void shut() {
        for (int i = 0; i < 5; i++) {
            assertThat(breaker.lets()).isTrue();
            assertThat(breaker.enter()).isFalse();
            breaker.failed();
        }
    }

    private void wait(Duration time) {
        now = now.plus(time);
    }

    @Test
    void shutsAfterFiveFailuresInARowForFiveSeconds() {
        shut();
        assertThat(breaker.lets()).isFalse();
        wait(Duration.ofMillis(4_999));
        assertThat(breaker.lets()).isFalse();
        wait(Duration.ofMillis(1));
        assertThat(breaker.lets()).isTrue();
    }

    @Test
    void aSuccessBetweenFailuresKeepsItOpen() {
        for (int i = 0; i < 20; i++) {
            if (i % 5 == 4) {
                breaker.succeeded();
            } else {
                breaker.failed();
            }
        }
        assertThat(breaker.lets()).isTrue();
    }

    @Test
    void letsOneTryThroughAndOpensWhenItSucceeds() {
        shut();
        wait(Duration.ofSeconds(5));
        assertThat(breaker.enter()).isTrue();
        assertThat(breaker.lets()).isFalse();
        assertThat(breaker.enter()).isFalse();
        breaker.succeeded();
        assertThat(breaker.lets()).isTrue();
    }

    @Test
    void shutsAgainWhenTheTryFails() {
        shut();
        wait(Duration.ofSeconds(5));
        breaker.enter();
        breaker.failed();
        assertThat(breaker.lets()).isFalse();
        wait(Duration.ofSeconds(5));
        assertThat(breaker.enter()).isTrue();
    }

    @Test
    void askingTakesNoPermitAndADroppedTryGivesItsOwnBack() {
        shut();
        wait(Duration.ofSeconds(5));
        for (int i = 0; i < 10; i++) {
            assertThat(breaker.lets()).isTrue();
        }
        assertThat(breaker.enter()).isTrue();
        breaker.dropped();
        assertThat(breaker.enter()).isTrue();
    }
}
