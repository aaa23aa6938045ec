package dev.polyphony;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.Embedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptEmbedderTest {
    @TempDir
    Path folder;

    private final List<String> asked = new ArrayList<>();

    @Test
    void asksForEachTextOnce() {
        KeptEmbedder embedder = kept("model", 100);
        assertThat(embedder.embed(List.of("one", "three", "one")))
                .containsExactly(vector("one"), vector("three"), vector("one"));
        embedder.embed(List.of("three", "two"));
        assertThat(asked).containsExactly("one", "three", "two");
    }

    @Test
    void remembersAcrossStarts() {
        kept("model", 100).embed(List.of("one", "three"));
        asked.clear();
        assertThat(kept("model", 100).embed(List.of("three", "one"))).containsExactly(vector("three"), vector("one"));
        assertThat(asked).isEmpty();
    }

    @Test
    void keepsTheVectorsOfModelsApart() {
        kept("model", 100).embed(List.of("one"));
        kept("other", 100).embed(List.of("one"));
        assertThat(asked).containsExactly("one", "one");
    }

    @Test
    void makesAgainWhatACrashCutOff() throws IOException {
        kept("model", 100).embed(List.of("one", "three"));
        byte[] bytes = Files.readAllBytes(file());
        Files.write(file(), java.util.Arrays.copyOf(bytes, bytes.length - 3));
        asked.clear();
        assertThat(kept("model", 100).embed(List.of("one", "three"))).containsExactly(vector("one"), vector("three"));
        assertThat(asked).containsExactly("three");
    }

    @Test
    void believesNothingThatWasChanged() throws IOException {
        kept("model", 100).embed(List.of("one"));
        byte[] bytes = Files.readAllBytes(file());
        bytes[40] ^= 1;
        Files.write(file(), bytes);
        assertThat(kept("model", 100).embed(List.of("one"))).containsExactly(vector("one"));
        assertThat(asked).containsExactly("one", "one");
    }

    @Test
    void beginsAnewBeyondItsLimit() throws IOException {
        kept("model", 10).embed(texts(0, 10));
        kept("model", 10).embed(texts(10, 13));
        asked.clear();
        kept("model", 10).embed(List.of("text 11", "text 1"));
        assertThat(asked).containsExactly("text 1");
    }

    @Test
    void answersAlsoWhenItBeginsAnewInTheMiddleOfACall() {
        KeptEmbedder embedder = kept("model", 2);
        embedder.embed(List.of("one", "two"));
        assertThat(embedder.embed(List.of("one", "three"))).containsExactly(vector("one"), vector("three"));
    }

    @Test
    void handsOutCopies() {
        KeptEmbedder embedder = kept("model", 100);
        embedder.embed(List.of("one")).get(0)[0] = 7;
        assertThat(embedder.embed(List.of("one")).get(0)).isEqualTo(vector("one"));
    }

    @Test
    void worksWithoutAFolderThatCanBeWritten() throws IOException {
        Path blocked = Files.writeString(folder.resolve("file"), "x");
        KeptEmbedder embedder = new KeptEmbedder(new Counting("model"), blocked, 100);
        assertThat(embedder.embed(List.of("one"))).containsExactly(vector("one"));
    }

    private KeptEmbedder kept(String name, int most) {
        return new KeptEmbedder(new Counting(name), folder, most);
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        }
    }

    private static List<String> texts(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "text " + i).toList();
    }

    private static float[] vector(String text) {
        return new float[] {text.length(), text.hashCode(), 0.25f};
    }

    private final class Counting implements Embedder {
        private final String name;

        Counting(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public List<float[]> embed(List<String> texts) {
            asked.addAll(texts);
            return texts.stream().map(KeptEmbedderTest::vector).toList();
        }
    }
}
