package dev.polyphony.tools.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.polyphony.agent.Value.Label;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SentimentTest {
    private final MiniLmEmbedder embedder = new MiniLmEmbedder();
    private final Sentiment sentiment = new Sentiment(embedder);

    /** The file is made again by running SentimentFit. */
    @Test
    void theWeightsAreThoseThatTheExamplesGive() throws Exception {
        Path examples = Path.of(Objects.requireNonNull(SentimentTest.class.getResource("/sentiment"))
                .toURI());
        float[][] fitted = SentimentFit.fit(examples);
        String text = "The soup was good.";
        float[] vector = embedder.embed(text);
        double[] logits = new double[fitted.length];
        for (int c = 0; c < fitted.length; c++) {
            logits[c] = Sentiment.logit(fitted[c], vector);
        }
        List<Label> expected = Classifier.scored(Sentiment.NAMES, logits).labels();
        List<Label> labels = sentiment.classify(text, Sentiment.NAMES).labels();
        for (int i = 0; i < expected.size(); i++) {
            assertThat(labels.get(i).label()).isEqualTo(expected.get(i).label());
            assertThat(labels.get(i).score()).isCloseTo(expected.get(i).score(), within(0.01));
        }
    }

    @Test
    void knowsItsLabelsInAnyCase() {
        assertThat(sentiment.knows(List.of("Positive", "NEGATIVE"))).isTrue();
        assertThat(sentiment.knows(List.of("positive", "angry"))).isFalse();
    }

    @Test
    void judgesATextByAllItsSentences() {
        String text = "The room was dirty. The staff were rude. The view was nice. We were bitten by bugs.";
        assertThat(sentiment.classify(text, Sentiment.NAMES).labels().get(0).label())
                .isEqualTo("negative");
    }
}
