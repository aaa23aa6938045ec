package dev.polyphony.tools.media;

import java.time.Duration;

/** The limits of sound and video. */
final class SoundCheck {
    private static final int MIN_RATE = 1_000;

    private SoundCheck() {}

    static void channels(String title, long channels, MediaLimits limits) {
        if (channels < 1) {
            throw Refused.damaged(title, "it has %d channels".formatted(channels));
        }
        if (channels > limits.channels()) {
            throw new Refused(
                    "is %s with %d channels; at most %d are taken.".formatted(title, channels, limits.channels()),
                    "mix it down to stereo.");
        }
    }

    static void rate(String title, long hertz, MediaLimits limits) {
        if (hertz < MIN_RATE || hertz > limits.sampleRateHz()) {
            throw new Refused(
                    "is %s with a sample rate of %d Hz; %d to %d are taken."
                            .formatted(title, hertz, MIN_RATE, limits.sampleRateHz()),
                    "save it with 44100 Hz.");
        }
    }

    static void time(String title, Duration time, MediaLimits limits) {
        if (time.compareTo(limits.playingTime()) > 0) {
            throw new Refused(
                    "is %s that plays for %s; at most %s are taken."
                            .formatted(title, clock(time), clock(limits.playingTime())),
                    "cut it into shorter pieces.");
        }
    }

    /** Returns a time as people read it: 1:02:03, or 2.50 s below a minute. */
    static String clock(Duration time) {
        if (time.compareTo(Duration.ofMinutes(1)) < 0) {
            return "%d.%02d s".formatted(time.toSeconds(), time.toMillisPart() / 10);
        }
        return time.toHours() > 0
                ? "%d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart())
                : "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
    }
}
