package dev.polyphony.tools.anytoany;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a thousand answers leave behind: nothing. In a process of its own, whose heap is resident as a whole from the start. */
@Timeout(300)
class MemoryTest {
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
        String said = Measured.run(ThousandAnswers.class, quickModel().toString(), folder.toString());
        assertThat(said).containsPattern("pieces [1-9]\\d{3}");
        leavesNothing(said);
    }

    /** Exported nets keep their weights and what they compute outside the heap. */
    @Test
    void aThousandAnswersOfExportedNetsLeaveNothingBehind() throws IOException, InterruptedException {
        assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "no /proc to read the size of a process from");
        String said = Measured.run(ThousandExported.class, folder.toString());
        assertThat(said).containsPattern("words [1-9]\\d{2,}, media [1-9]\\d+");
        leavesNothing(said);
    }

    private static void leavesNothing(String said) {
        long[] before = Measured.sizes(said, 300);
        long[] after = Measured.sizes(said, 1000);
        assertThat(after[0]).as("heap in use: %s", said).isLessThan(before[0] + SLACK / 2);
        assertThat(after[1]).as("resident size: %s", said).isLessThan(before[1] + SLACK);
        assertThat(after[2]).as("open files: %s", said).isEqualTo(before[2]);
    }
}
