package dev.polyphony.tools.anytoany.exported;

import dev.polyphony.agent.RegistrationException;
import java.util.regex.Pattern;

/**
 * Where exported nets run. Immutable.
 *
 * @param device {@code auto} for a GPU if the ONNX Runtime on the class path can use one, {@code cpu}, {@code cuda:0}, …
 * @param threads of one net on the CPU, 1 to 256
 */
public record Hardware(String device, int threads) {
    private static final Pattern DEVICE = Pattern.compile("auto|cpu|cuda:\\d{1,2}");
    private static final int MOST_THREADS = 256;

    /** @throws RegistrationException if the device is unknown or the number is out of range */
    public Hardware {
        if (!DEVICE.matcher(device).matches()) {
            throw new RegistrationException(
                    "device \"%s\" is none of auto, cpu, cuda:0, cuda:1, ….\nMaybe auto?".formatted(device));
        }
        if (threads < 1 || threads > MOST_THREADS) {
            throw new RegistrationException(
                    "threads (%d) must be in [1, %d].\nMaybe the number of cores.".formatted(threads, MOST_THREADS));
        }
    }

    /** Returns the best device, and half of the processors. */
    public static Hardware auto() {
        return new Hardware("auto", Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    /** Returns the processor alone. */
    public static Hardware cpu(int threads) {
        return new Hardware("cpu", threads);
    }
}
