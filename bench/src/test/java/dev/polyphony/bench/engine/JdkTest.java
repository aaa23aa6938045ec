package dev.polyphony.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkTest {
    @TempDir
    Path folder;

    private Path jdk(String version) throws IOException {
        Path home = Files.createDirectories(folder.resolve(version));
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"%s\"\n".formatted(version));
        return home;
    }

    @Test
    void readsTheVersionOfAFolder() throws IOException {
        assertThat(Jdk.in(jdk("25.0.1")))
                .hasValueSatisfying(jdk -> assertThat(jdk.version()).isEqualTo(25));
        assertThat(Jdk.in(jdk("17.0.9")))
                .hasValueSatisfying(jdk -> assertThat(jdk.virtualThreads()).isFalse());
        assertThat(Jdk.in(jdk("11.0.2"))).isEmpty();
        assertThat(Jdk.in(folder.resolve("none"))).isEmpty();
    }
}
