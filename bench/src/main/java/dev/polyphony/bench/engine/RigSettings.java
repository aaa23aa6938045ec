package dev.polyphony.bench.engine;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run of the benchmark is to be like.
 *
 * @param quick true for fewer rounds
 * @param systems the systems that take part where several are compared; empty for all
 * @param jdks folders of JDKs to measure on beside those that are found
 * @param jarvis a checkout of JARVIS; null to leave it out
 * @param python what JARVIS is run with
 */
record RigSettings(
        boolean quick,
        List<String> systems,
        List<Path> jdks,
        @Nullable Path jarvis,
        String python) {
    RigSettings {
        systems = List.copyOf(systems);
        jdks = List.copyOf(jdks);
    }

    /** Returns true if this system takes part. */
    boolean has(String system) {
        return systems.isEmpty() || systems.contains(system);
    }
}
