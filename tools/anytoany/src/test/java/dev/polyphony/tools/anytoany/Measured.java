package dev.polyphony.tools.anytoany;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Starts a program in a process of its own, whose heap is resident as a whole from the start, and reads what it says of its size. */
final class Measured {
    private static final String HEAP = "192m";

    private Measured() {}

    /** Returns all that the program wrote. */
    static String run(Class<?> program, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms" + HEAP,
                "-Xmx" + HEAP,
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    /** Returns heap in use and resident size in bytes, and open files, as {@link #print} wrote them. */
    static long[] sizes(String said, int runs) {
        String begin = "after %d: ".formatted(runs);
        List<String> lines = said.lines().filter(line -> line.startsWith(begin)).toList();
        assertThat(lines).as(said).hasSize(1);
        return Arrays.stream(lines.get(0).substring(begin.length()).split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    /** Writes how large this process is. */
    static void print(int runs) throws IOException {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        long resident = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst()
                .orElseThrow();
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            System.out.printf(
                    "after %d: %d %d %d%n", runs, memory.getHeapMemoryUsage().getUsed(), resident, open.count());
        }
    }
}
