package dev.polyphony.tools.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.langchain4j.model.embedding.onnx.allminilml6v2.AllMiniLmL6V2EmbeddingModel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MiniLmEmbedderTest {
    private final MiniLmEmbedder embedder = new MiniLmEmbedder();

    @Test
    void setsTheRightToolFarAboveTheWrongOne() {
        List<float[]> vectors = embedder.embed(List.of(
                "Generate a picture of a dog", "text to image generation tool", "transcribe speech audio to text"));
        double right = MiniLmEmbedder.cosine(vectors.get(0), vectors.get(1));
        double wrong = MiniLmEmbedder.cosine(vectors.get(0), vectors.get(2));
        assertThat(right - wrong).isGreaterThan(0.3);
    }

    @Test
    void givesVectorsOfLengthOneInTheOrderOfTheTexts() {
        List<float[]> together = embedder.embed(List.of("a cat", "the stock market", "a cat"));
        assertThat(together).hasSize(3).allSatisfy(vector -> {
            assertThat(vector).hasSize(MiniLmEmbedder.DIMENSIONS);
            assertThat(MiniLmEmbedder.cosine(vector, vector)).isCloseTo(1, within(1e-5));
        });
        assertThat(together.get(0)).isEqualTo(together.get(2)).isEqualTo(embedder.embed("a cat"));
        assertThat(together.get(0)).isNotEqualTo(together.get(1));
    }

    @Test
    void givesABlankTextTheVectorThatIsNearToNothing() {
        List<float[]> vectors = embedder.embed(List.of("", "a cat", " \n"));
        assertThat(vectors.get(0)).containsOnly(0f).isEqualTo(vectors.get(2));
        assertThat(vectors.get(1)).isEqualTo(embedder.embed("a cat"));
        assertThat(embedder.embed(List.of())).isEmpty();
    }

    @Test
    void givesATextTheSameVectorWhateverIsBesideIt() {
        List<String> texts = new ArrayList<>();
        for (int words = 1; words <= 60; words++) {
            texts.add("a small red boat ".repeat(words));
        }
        List<float[]> together = embedder.embed(texts);
        for (int t = 0; t < texts.size(); t += 7) {
            assertThat(together.get(t)).isEqualTo(embedder.embed(texts.get(t)));
        }
    }

    @Test
    void givesTheVectorsThatTheModelIsKnownFor() {
        List<String> texts =
                List.of("Don't blur Ann's photo, please!", "caf\u00e9 \u6771\u4eac", "one two three ".repeat(40));
        List<float[]> mine = embedder.embed(texts);
        AllMiniLmL6V2EmbeddingModel known = new AllMiniLmL6V2EmbeddingModel(Runnable::run);
        for (int t = 0; t < texts.size(); t++) {
            float[] right = known.embed(texts.get(t)).content().vector();
            assertThat(MiniLmEmbedder.cosine(right, mine.get(t))).isCloseTo(1, within(1e-4));
        }
    }

    @Test
    void takesTextsThatAreLongerThanTheModel() {
        float[] vector = embedder.embed("The quick brown fox jumps over the lazy dog. ".repeat(200));
        assertThat(MiniLmEmbedder.cosine(vector, vector)).isCloseTo(1, within(1e-4));
    }
}
