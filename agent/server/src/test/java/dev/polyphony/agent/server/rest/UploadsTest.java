package dev.polyphony.agent.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadsTest {
    @Test
    void removesWhatACrashLeftAndKeepsWhatIsNew(@TempDir Path folder) throws IOException {
        Path old = Files.writeString(folder.resolve("old"), "x");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        Path fresh = Files.writeString(folder.resolve("new"), "x");
        Uploads.sweep(folder);
        assertThat(old).doesNotExist();
        assertThat(fresh).exists();
    }

    @Test
    void doesNothingWithoutAFolder(@TempDir Path folder) {
        Uploads.sweep(folder.resolve("none"));
        assertThat(folder.resolve("none")).doesNotExist();
    }
}
