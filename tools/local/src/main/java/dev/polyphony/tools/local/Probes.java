package dev.polyphony.tools.local;

import dev.polyphony.agent.PolyphonyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out whether a program that is there also works. */
final class Probes {
    private static final Logger log = LoggerFactory.getLogger(Probes.class);

    private Probes() {}

    /** Uses the program as a call would, in a folder that is deleted afterwards. */
    interface Probe {
        boolean run(Path folder) throws IOException, InterruptedException;
    }

    /** Returns true if the probe did; whatever goes wrong is a line in the log. */
    static boolean passes(Program program, Probe probe) {
        try {
            Path folder = Files.createTempDirectory("polyphony-probe");
            try {
                boolean passed = probe.run(folder);
                if (!passed) {
                    log.warn("{} is there, but did not answer its probe as it should: it is not used", program);
                }
                return passed;
            } finally {
                delete(folder);
            }
        } catch (IOException | PolyphonyException e) {
            log.warn("{} is there, but failed its probe: it is not used", program, e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
