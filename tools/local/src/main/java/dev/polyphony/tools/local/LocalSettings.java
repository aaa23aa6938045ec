package dev.polyphony.tools.local;

import dev.polyphony.agent.RegistrationException;
import dev.polyphony.tools.device.ModelPool;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How local models are run. Immutable.
 *
 * @param device where networks run: {@code auto} for the best that is found, {@code cpu}, {@code cuda:0}, … or some of them,
 *     {@code cuda:0,cuda:1}, among which networks are shared out; {@code cpu:0,cpu:1} are two queues on one CPU
 * @param callsAtOnce how many calls of networks may run at the same time on one device, 1 to 64; more of them wait
 * @param programs the folders in which programs such as {@code flite} are looked for, separated as in {@code PATH}
 * @param probeTimeout the longest that one program may take to answer its probe
 * @param memoryBytes most bytes of weights on one device, beyond which networks that were used longest ago leave it; 0 for no
 *     limit. What a network takes while it works comes besides.
 */
public record LocalSettings(String device, int callsAtOnce, String programs, Duration probeTimeout, long memoryBytes) {
    private static final Pattern DEVICE =
            Pattern.compile("auto|(cpu(:\\d{1,2})?|cuda:\\d{1,2})(\\s*,\\s*(cpu(:\\d{1,2})?|cuda:\\d{1,2}))*");

    /** @throws RegistrationException if the device is unknown or a number is out of range */
    public LocalSettings {
        if (!DEVICE.matcher(device).matches()) {
            throw new RegistrationException(
                    "device \"%s\" is none of auto, cpu, cuda:0, cuda:1, ….\nMaybe auto?".formatted(device));
        }
        if (callsAtOnce < 1 || callsAtOnce > 64) {
            throw new RegistrationException("callsAtOnce (%d) must be in [1, 64].\nMaybe 2.".formatted(callsAtOnce));
        }
        if (probeTimeout.isNegative() || probeTimeout.isZero()) {
            throw new RegistrationException(
                    "probeTimeout (%s) must be positive.\nMaybe Duration.ofSeconds(10).".formatted(probeTimeout));
        }
        if (memoryBytes < 0) {
            throw new RegistrationException(
                    "memoryBytes (%d) must be at least 0.\nMaybe 0, for no limit.".formatted(memoryBytes));
        }
    }

    /** Returns settings without a limit of memory. */
    public LocalSettings(String device, int callsAtOnce, String programs, Duration probeTimeout) {
        this(device, callsAtOnce, programs, probeTimeout, 0);
    }

    /** Returns the settings to begin with: device {@code auto}, a call for every two processors, at least two, programs of {@code PATH}. */
    public static LocalSettings defaults() {
        String path = System.getenv("PATH");
        int calls = Math.max(2, Math.min(64, Runtime.getRuntime().availableProcessors() / 2));
        return new LocalSettings("auto", calls, path == null ? "" : path, Duration.ofSeconds(10));
    }

    /** Returns the devices, each once. */
    public List<String> devices() {
        return Arrays.stream(device.split(",")).map(String::strip).distinct().toList();
    }

    /** Returns a new pool of these devices, for local tools and whatever else is to run there. */
    public ModelPool pool() {
        return ModelPool.of(devices(), memoryBytes, callsAtOnce);
    }

    /** Returns these settings with another device, or others. */
    public LocalSettings withDevice(String newDevice) {
        return new LocalSettings(newDevice, callsAtOnce, programs, probeTimeout, memoryBytes);
    }

    /** Returns these settings with another limit of calls at the same time. */
    public LocalSettings withCallsAtOnce(int newCallsAtOnce) {
        return new LocalSettings(device, newCallsAtOnce, programs, probeTimeout, memoryBytes);
    }

    /** Returns these settings with other folders of programs. */
    public LocalSettings withPrograms(String newPrograms) {
        return new LocalSettings(device, callsAtOnce, newPrograms, probeTimeout, memoryBytes);
    }

    /** Returns these settings with another limit of weights on one device, in bytes. */
    public LocalSettings withMemoryBytes(long newMemoryBytes) {
        return new LocalSettings(device, callsAtOnce, programs, probeTimeout, newMemoryBytes);
    }
}
