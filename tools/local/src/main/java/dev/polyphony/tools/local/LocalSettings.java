package dev.polyphony.tools.local;

import dev.polyphony.agent.RegistrationException;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How local models are run. Immutable.
 *
 * @param device where networks run: {@code auto} for the best that is found, {@code cpu}, {@code cuda:0}, …
 * @param callsAtOnce how many calls of one network may run at the same time, 1 to 64; more of them wait
 * @param programs the folders in which programs such as {@code flite} are looked for, separated as in {@code PATH}
 * @param probeTimeout the longest that one program may take to answer its probe
 */
public record LocalSettings(String device, int callsAtOnce, String programs, Duration probeTimeout) {
    private static final Pattern DEVICE = Pattern.compile("auto|cpu|cuda:\\d{1,2}");

    /** @throws RegistrationException if the device is unknown or a number is out of range */
    public LocalSettings {
        if (!DEVICE.matcher(device).matches()) {
            throw new RegistrationException(
                    "device \"%s\" is none of auto, cpu, cuda:0, cuda:1, ….\nMaybe auto?".formatted(device));
        }
        if (callsAtOnce < 1 || callsAtOnce > 64) {
            throw new RegistrationException(
                    "callsAtOnce (%d) must be in [1, 64].\nMaybe 2, the default.".formatted(callsAtOnce));
        }
        if (probeTimeout.isNegative() || probeTimeout.isZero()) {
            throw new RegistrationException(
                    "probeTimeout (%s) must be positive.\nMaybe Duration.ofSeconds(10).".formatted(probeTimeout));
        }
    }

    /** Returns the settings to begin with: device {@code auto}, two calls at once, programs of {@code PATH}, ten seconds. */
    public static LocalSettings defaults() {
        String path = System.getenv("PATH");
        return new LocalSettings("auto", 2, path == null ? "" : path, Duration.ofSeconds(10));
    }

    /** Returns these settings with another device. */
    public LocalSettings withDevice(String newDevice) {
        return new LocalSettings(newDevice, callsAtOnce, programs, probeTimeout);
    }

    /** Returns these settings with another limit of calls at the same time. */
    public LocalSettings withCallsAtOnce(int newCallsAtOnce) {
        return new LocalSettings(device, newCallsAtOnce, programs, probeTimeout);
    }

    /** Returns these settings with other folders of programs. */
    public LocalSettings withPrograms(String newPrograms) {
        return new LocalSettings(device, callsAtOnce, newPrograms, probeTimeout);
    }
}
