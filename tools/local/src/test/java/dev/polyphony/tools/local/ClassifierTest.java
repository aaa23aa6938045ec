package dev.polyphony.tools.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.polyphony.agent.ToolArgumentsException;
import dev.polyphony.agent.Value.Label;
import dev.polyphony.agent.Value.Labels;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassifierTest {
    private static final Classifier CLASSIFIER = new Classifier(new MiniLmEmbedder());

    /** 75 sentences that were written after the examples that the classifier is fitted to, and not used to tune it. */
    @Test
    void tellsTheSentimentOfMostSentences() throws IOException {
        int right = 0;
        StringBuilder wrong = new StringBuilder();
        List<String> lines = evaluation();
        for (String line : lines) {
            String[] parts = line.split("\t", 2);
            String best = best(CLASSIFIER.classify(parts[1], Classifier.DEFAULT_LABELS));
            if (best.equals(parts[0])) {
                right++;
            } else {
                wrong.append(parts[0])
                        .append(" taken for ")
                        .append(best)
                        .append(": ")
                        .append(parts[1])
                        .append('\n');
            }
        }
        double accuracy = right / (double) lines.size();
        System.err.printf(
                "sentiment: %d of %d sentences right, accuracy %.3f%n%s", right, lines.size(), accuracy, wrong);
        assertThat(lines).hasSizeGreaterThanOrEqualTo(60);
        assertThat(accuracy).isGreaterThanOrEqualTo(0.85);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The striker scored twice in the second half.|politics, sports, science, cooking|sports",
                "Parliament voted on the new tax law.|politics, sports, science, cooking|politics",
                "Whisk the eggs and fold in the flour.|politics; sports; science; cooking|cooking",
                "The telescope found a planet around a distant star.|politics, sports, science, cooking|science",
                "My parcel has been missing for two weeks and nobody answers.|complaint, praise, question|complaint"
            })
    void sortsTextsUnderLabelsThatItWasNeverTrainedFor(String text, String labels, String best) {
        assertThat(best(CLASSIFIER.classify(text, labels))).isEqualTo(best);
    }

    @Test
    void givesEachLabelAScoreAndAllOfThemSumToOne() {
        Labels labels = CLASSIFIER.classify("What a great day!", "Negative, Positive");
        assertThat(labels.labels()).extracting(Label::label).containsExactly("Positive", "Negative");
        assertThat(labels.labels().stream().mapToDouble(Label::score).sum()).isCloseTo(1, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sports", " , ,sports,sports"})
    void refusesFewerThanTwoLabels(String labels) {
        assertThatThrownBy(() -> CLASSIFIER.classify("text", labels))
                .isInstanceOf(ToolArgumentsException.class)
                .hasMessageContainingAll(
                        "\"" + labels + "\"", "from 2 to 100", "Maybe \"positive, neutral, negative\"");
    }

    private static String best(Labels labels) {
        return labels.labels().get(0).label();
    }

    private static List<String> evaluation() throws IOException {
        var in = Objects.requireNonNull(ClassifierTest.class.getResourceAsStream("/sentiment/evaluation.tsv"));
        try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
