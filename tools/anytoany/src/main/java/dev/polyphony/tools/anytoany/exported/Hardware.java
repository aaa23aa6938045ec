package dev.polyphony.tools.anytoany.exported;

import dev.polyphony.agent.RegistrationException;
import dev.polyphony.tools.device.ModelPool;
import java.util.List;

/**
 * Where exported nets run. Immutable.
 *
 * @param devices which nets are put on, and whose queues their calls wait in; others may use them too
 * @param threads of one net on the CPU, 1 to 256
 */
public record Hardware(ModelPool devices, int threads) {
    private static final int MOST_THREADS = 256;

    /** @throws RegistrationException if the number is out of range */
    public Hardware {
        if (threads < 1 || threads > MOST_THREADS) {
            throw new RegistrationException(
                    "threads (%d) must be in [1, %d].\nMaybe the number of cores.".formatted(threads, MOST_THREADS));
        }
    }

    /** Returns these devices, and half of the processors. */
    public static Hardware on(ModelPool devices) {
        return new Hardware(devices, half());
    }

    /** Returns the best device, for these nets alone, and half of the processors. */
    public static Hardware auto() {
        return on(ModelPool.of(List.of("auto"), 0, Math.max(2, half())));
    }

    /** Returns the processor alone, for these nets alone. */
    public static Hardware cpu(int threads) {
        return new Hardware(ModelPool.of(List.of("cpu"), 0, Math.max(2, half())), threads);
    }

    private static int half() {
        return Math.max(1, Math.min(64, Runtime.getRuntime().availableProcessors() / 2));
    }
}
