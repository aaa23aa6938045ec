package dev.polyphony.agent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.ArtifactStore.Description;
import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.agent.Measures;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.NotFoundException;
import dev.polyphony.agent.Probe;
import dev.polyphony.agent.Provenance;
import dev.polyphony.agent.StorageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileArtifactStoreTest {
    private static final String HELLO = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    private static final Description WORDS =
            new Description(new Probe.Result(Modality.TEXT, "text/plain", Measures.NONE), "greeting");

    @TempDir
    Path root;

    private FileArtifactStore store;

    @BeforeEach
    void open() {
        store = FileArtifactStore.open(root);
    }

    private Artifact put(String text) {
        return store.put(stream(text), 1_000, file -> WORDS);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void keepsBytesUnderTheirHashAndKnowsThemAfterItWasOpenedAgain() throws IOException {
        Artifact artifact = put("hello");
        assertThat(artifact).isEqualTo(new Artifact(HELLO, Modality.TEXT, "text/plain", 5, "greeting", Measures.NONE));
        open();
        assertThat(store.find(HELLO)).contains(artifact);
        assertThat(store.file(HELLO)).hasContent("hello");
    }

    @Test
    void keepsTheFirstEntryOfTheSameBytes() throws IOException {
        put("hello");
        Artifact again = store.put(stream("hello"), 1_000, file -> {
            throw new AssertionError("not looked at twice");
        });
        assertThat(again.label()).isEqualTo("greeting");
        assertThat(files()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".json"})
    void doesNotHaveWhatAPowerCutToreUntilItIsPutAgain(String suffix) throws IOException {
        Artifact artifact = put("hello");
        Path file = store.file(HELLO);
        Files.write(file.resolveSibling(HELLO + suffix), new byte[0]);
        assertThat(store.find(HELLO)).isEmpty();
        assertThatThrownBy(() -> store.file(HELLO)).isInstanceOf(NotFoundException.class);
        assertThat(put("hello")).isEqualTo(artifact);
        assertThat(store.file(HELLO)).hasContent("hello");
    }

    @Test
    void showsTheCompleteFileToWhoDescribesIt() {
        store.put(stream("hello"), 5, file -> {
            assertThat(file).hasContent("hello");
            return WORDS;
        });
    }

    @Test
    void keepsNothingOfWhatIsTooLong() throws IOException {
        assertThatThrownBy(() -> store.put(stream("hello"), 4, file -> WORDS))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll("more than 4 bytes", "Maybe send a smaller file");
        assertThat(files()).isEmpty();
    }

    @Test
    void keepsNothingOfWhatIsRefused() throws IOException {
        assertThatThrownBy(() -> store.put(stream("hello"), 10, file -> {
                    throw new InvalidRequestException("not this");
                }))
                .hasMessage("not this");
        assertThat(files()).isEmpty();
        assertThat(store.find(HELLO)).isEmpty();
    }

    @Test
    void keepsNothingOfAStreamThatBreaks() throws IOException {
        InputStream breaking = new InputStream() {
            private int left = 100;

            @Override
            public int read() throws IOException {
                if (left-- <= 0) {
                    throw new IOException("line lost");
                }
                return 'x';
            }
        };
        assertThatThrownBy(() -> store.put(breaking, 1_000, file -> WORDS))
                .isInstanceOf(StorageException.class)
                .hasMessageContainingAll("line lost", "Maybe");
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "..",
                "../../etc/passwd",
                "%2e%2e/x",
                "2CF24DBA5FB0A30E26E83B2AC5B9E29E1B161E5C1FA7425E73043362938B9824",
                "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b982\u0000",
                "\uFF0E\uFF0E/",
                "/abs",
                "a/../../b"
            })
    void knowsNothingUnderAnIdThatIsNone(String id) {
        put("hello");
        assertThat(store.find(id)).isEmpty();
        assertThat(store.provenance(id)).isEmpty();
        assertThatThrownBy(() -> store.file(id))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("Maybe");
    }

    @Test
    void doesNotFollowALinkOutOfTheStore() throws IOException {
        String id = "ab".repeat(32);
        Path secret =
                Files.writeString(Files.createDirectories(root.resolve("ab")).resolve("secret"), "{}");
        Files.createSymbolicLink(root.resolve("ab").resolve(id + ".json"), secret);
        assertThat(store.find(id)).isEmpty();
    }

    @Test
    void remembersEveryTimeThatAnArtifactWasMadeAlsoAfterACutOffRecord() throws IOException {
        put("hello");
        store.record(provenance("run1"));
        Files.writeString(
                root.resolve("2c").resolve(HELLO + ".made"), "{\"artifactId\":\"cut\n", StandardOpenOption.APPEND);
        store.record(provenance("run2"));
        assertThat(store.provenance(HELLO)).containsExactly(provenance("run1"), provenance("run2"));
    }

    @Test
    void refusesProvenanceOfNothing() {
        assertThatThrownBy(() -> store.record(provenance("run1"))).isInstanceOf(NotFoundException.class);
    }

    private static Provenance provenance(String run) {
        return new Provenance(
                HELLO,
                run,
                "t1",
                "a.b",
                "1",
                "local",
                Map.of("x", "1"),
                7L,
                List.of(),
                Instant.parse("2026-11-24T10:00:00Z"));
    }

    @Test
    void sweepsWhatADeadWriterLeftAndLeavesALivingOneAlone() throws IOException {
        Path dead = Files.writeString(root.resolve("incoming").resolve("999999999-x"), "half");
        Path alive = Files.writeString(
                root.resolve("incoming").resolve(ProcessHandle.current().pid() + "-x"), "half");
        open();
        assertThat(dead).doesNotExist();
        assertThat(alive).exists();
    }

    @Test
    void manyWritersOfTheSameBytesAgree() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<Artifact>> all = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                all.add(pool.submit(() -> put("hello")));
            }
            for (Future<Artifact> one : all) {
                assertThat(one.get().id()).isEqualTo(HELLO);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(files()).hasSize(2);
    }

    @Test
    void saysWhatToDoWithAFolderThatIsAFile() throws IOException {
        Path file = Files.writeString(root.resolve("plain"), "x");
        assertThatThrownBy(() -> FileArtifactStore.open(file))
                .isInstanceOf(StorageException.class)
                .hasMessageContainingAll("can't be kept", "Maybe check the rights");
    }
}
