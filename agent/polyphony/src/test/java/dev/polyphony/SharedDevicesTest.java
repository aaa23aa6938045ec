package dev.polyphony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Exported models and local tools in one process, whose runtime can be started but once. */
@Timeout(420)
class SharedDevicesTest {
    private static final Path MINIATURE = Path.of("../../tools/anytoany/src/test/resources/models/llava-miniature");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void localToolsWorkWhereAnExportedModelCameFirst() throws IOException, InterruptedException {
        Path said = folder.resolve("said.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ExportedFirst.class.getName(),
                        MINIATURE.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(process.waitFor(400, TimeUnit.SECONDS))
                    .as("ended in time")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(said)).containsPattern("exported [1-9]\\d*, numbers 384, all true");
        assertThat(process.exitValue()).isZero();
    }
}
