package dev.polyphony.agent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.ArtifactStore.Description;
import dev.polyphony.agent.JournalEntry;
import dev.polyphony.agent.Measures;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Probe;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.StorageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk of one megabyte, which is soon full. Needs the right to mount one. */
class DiskFullIT {
    private static final Description BYTES =
            new Description(new Probe.Result(Modality.IMAGE, "image/png", Measures.NONE), null);

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    @TempDir
    Path folder;

    private Path disk;

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()) == 0,
                "mounting a tmpfs is not allowed here");
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        run("umount", disk.toString());
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Test
    void aFullDiskIsAnErrorWithAdviceAndLeavesNothingHalf() throws IOException {
        FileArtifactStore store = FileArtifactStore.open(disk.resolve("artifacts"));
        Artifact small = put(store, 100_000, 1);
        assertThatThrownBy(() -> put(store, 2_000_000, 2))
                .isInstanceOf(StorageException.class)
                .hasMessageContainingAll("can't be stored", "bytes are free", "Maybe free some space");
        assertThat(store.find(small.id())).contains(small);
        try (Stream<Path> left = Files.list(disk.resolve("artifacts").resolve("incoming"))) {
            assertThat(left).isEmpty();
        }
        assertThat(put(store, 200_000, 3).bytes()).isEqualTo(200_000);
    }

    @Test
    void aJournalOnAFullDiskSaysSoAndTakesEntriesAgainOnceThereIsSpace() throws IOException {
        Path ballast = disk.resolve("ballast");
        try (H2Journal journal = H2Journal.open(disk.resolve("journal"))) {
            journal.open("s", "t");
            journal.append(new JournalEntry(1, "r", NOW, new RunEvent.RunCreated("s", null, "tools", "go", List.of())));
            assertThat(journal.read("r", 0, 10)).hasSize(1);
            fill(ballast);
            assertThatThrownBy(() ->
                            journal.append(new JournalEntry(2, "r", NOW, new RunEvent.AnswerDelta("x".repeat(50_000)))))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("Maybe");
            Files.delete(ballast);
            journal.append(new JournalEntry(2, "r", NOW, new RunEvent.AnswerDelta("y")));
            assertThat(journal.read("r", 1, 10))
                    .extracting(JournalEntry::event)
                    .containsExactly(new RunEvent.AnswerDelta("y"));
        }
    }

    private static void fill(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] block = new byte[4_096];
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("space");
        }
    }

    private static Artifact put(FileArtifactStore store, int size, int fill) {
        byte[] bytes = new byte[size];
        bytes[0] = (byte) fill;
        return store.put(new ByteArrayInputStream(bytes), Long.MAX_VALUE, file -> BYTES);
    }
}
