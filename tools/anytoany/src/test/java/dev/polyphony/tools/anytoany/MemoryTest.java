package dev.polyphony.tools.anytoany;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a thousand answers leave behind: nothing. In a process of its own, whose heap is resident as a whole from the start. */
@Timeout(300)
class MemoryTest {
    private static final String HEAP = "192m";
    private static final long SLACK = 16L << 20;

    @TempDir
    private Path folder = Path.of("");

    /** Returns the miniature, made to draw in one step in place of twelve. */
    private Path quickModel() throws IOException {
        Path home = Files.createDirectory(folder.resolve("model"));
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/models/miniature"))) {
            for (Path file : files.toList()) {
                Files.copy(file, home.resolve(file.getFileName().toString()));
            }
        }
        String json = Files.readString(home.resolve("model.json"));
        String quicker = json.replace("\"steps\": 12", "\"steps\": 1");
        assertThat(quicker).isNotEqualTo(json);
        Files.writeString(home.resolve("model.json"), quicker);
        return home;
    }

    @Test
    void aThousandAnswersLeaveNothingBehind() throws IOException, InterruptedException {
        assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "no /proc to read the size of a process from");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms" + HEAP,
                        "-Xmx" + HEAP,
                        "-XX:+AlwaysPreTouch",
                        "-XX:+UseSerialGC",
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ThousandAnswers.class.getName(),
                        quickModel().toString(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        long[] before = sizes(said, "after 300: ");
        long[] after = sizes(said, "after 1000: ");
        assertThat(said).containsPattern("pieces [1-9]\\d{3}");
        assertThat(after[0]).as("heap in use: %s", said).isLessThan(before[0] + SLACK / 2);
        assertThat(after[1]).as("resident size: %s", said).isLessThan(before[1] + SLACK);
        assertThat(after[2]).as("open files: %s", said).isEqualTo(before[2]);
    }

    private static long[] sizes(String said, String begin) {
        List<String> lines = said.lines().filter(line -> line.startsWith(begin)).toList();
        assertThat(lines).as(said).hasSize(1);
        return Arrays.stream(lines.get(0).substring(begin.length()).split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
    }
}
