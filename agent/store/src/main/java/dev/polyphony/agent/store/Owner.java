package dev.polyphony.agent.store;

import java.time.Instant;

/** Which process runs a run: its number and when it began, since numbers are used again. */
final class Owner {
    private static final String CURRENT = of(ProcessHandle.current());

    private Owner() {}

    static String current() {
        return CURRENT;
    }

    static boolean isAlive(String owner) {
        long pid = Long.parseLong(owner.substring(0, owner.indexOf('@')));
        return ProcessHandle.of(pid).map(Owner::of).filter(owner::equals).isPresent();
    }

    private static String of(ProcessHandle process) {
        Instant start = process.info().startInstant().orElse(Instant.EPOCH);
        return "%d@%d".formatted(process.pid(), start.toEpochMilli());
    }
}
