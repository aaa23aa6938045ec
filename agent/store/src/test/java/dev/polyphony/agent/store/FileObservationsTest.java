package dev.polyphony.agent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.BindingSelector.Observation;
import dev.polyphony.agent.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileObservationsTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("observations.tsv");
    }

    private static Observation took(int millis) {
        return new Observation("image.paint", "wolke:ä", Duration.ofMillis(millis), millis % 2 == 0);
    }

    private static List<Observation> took(int from, int to) {
        return IntStream.range(from, to).mapToObj(FileObservationsTest::took).toList();
    }

    private List<Observation> keep(List<Observation> more) throws IOException {
        try (FileObservations kept = FileObservations.open(file, 10)) {
            more.forEach(kept::add);
            return kept.earlier();
        }
    }

    @Test
    void hasWhatEarlierProgramsKept() throws IOException {
        assertThat(keep(took(0, 3))).isEmpty();
        assertThat(keep(took(3, 5))).isEqualTo(took(0, 3));
        assertThat(keep(List.of())).isEqualTo(took(0, 5));
    }

    @Test
    void keepsTheLastOnesAlone() throws IOException {
        keep(took(0, 25));
        assertThat(keep(took(25, 26))).isEqualTo(took(15, 25));
        assertThat(keep(List.of())).isEqualTo(took(16, 26));
        assertThat(Files.readAllLines(file)).hasSizeLessThan(20);
    }

    @Test
    void passesOverWhatACrashCutOffOrSomebodyWroteIn() throws IOException {
        keep(took(0, 2));
        Files.writeString(file, "nonsense\na\tb\tc\t1\na\tb\t5\t7\nimage.paint\tcl", StandardOpenOption.APPEND);
        assertThat(keep(took(2, 3))).isEqualTo(took(0, 2));
        assertThat(keep(List.of())).isEqualTo(took(0, 3));
    }

    @Test
    void refusesAPlaceThatCannotBeWritten() {
        assertThatThrownBy(() -> FileObservations.open(folder, 10))
                .isInstanceOf(StorageException.class)
                .hasMessageContainingAll(folder.toString(), "\nMaybe");
    }

    @Test
    void losesWhatComesAfterItWasClosed() throws IOException {
        FileObservations kept = FileObservations.open(file, 10);
        kept.close();
        kept.add(took(1));
        assertThat(keep(List.of())).isEmpty();
    }
}
