package dev.polyphony.bench.engine;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a measurement was taken on. */
final class Machine {
    private static final com.sun.management.OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);

    private Machine() {}

    /** Returns a sentence that names day, machine, JVM and load. */
    static String describe() {
        return String.format(
                Locale.ROOT,
                "%s; %d cores%s, %d GiB, %s %s; JVM %s; load average at the start %.1f.",
                LocalDate.now(ZoneOffset.UTC),
                SYSTEM.getAvailableProcessors(),
                processor(),
                Math.round(SYSTEM.getTotalMemorySize() / (double) (1L << 30)),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.version(),
                SYSTEM.getSystemLoadAverage());
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> " of " + line.substring(line.indexOf(':') + 1).strip())
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    /** Returns the versions of the peers, as the names of their jars tell them. */
    static String peers() {
        List<String> peers = new ArrayList<>();
        for (String name : List.of("langchain4j", "langchain4j-agentic")) {
            Matcher found =
                    Pattern.compile("/" + name + "-(\\d[^/]*)\\.jar").matcher(System.getProperty("java.class.path"));
            if (found.find()) {
                peers.add(name + " " + found.group(1));
            }
        }
        return String.join(", ", peers);
    }
}
