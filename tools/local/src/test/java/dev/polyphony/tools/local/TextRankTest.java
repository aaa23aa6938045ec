package dev.polyphony.tools.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextRankTest {
    private static final String TEXT = "The city council approved the new tram line on Monday."
            + " The tram line will connect the university with the main station."
            + " Construction of the tram begins in spring and costs forty million euros."
            + " A sandwich was eaten during the break."
            + " Residents along the route of the tram fear noise.";

    private final TextRank summarizer = new TextRank(new MiniLmEmbedder());

    @Test
    void keepsCentralSentencesInTheirOrder() {
        String summary = summarizer.summarize(TEXT, 2);
        assertThat(Language.sentences(summary)).hasSize(2);
        assertThat(Language.sentences(TEXT)).containsSubsequence(Language.sentences(summary));
        assertThat(summary).contains("tram").doesNotContain("sandwich");
    }

    @Test
    void returnsAShortTextAsItIs() {
        assertThat(summarizer.summarize("One thing.\nAnother thing.", 3)).isEqualTo("One thing. Another thing.");
    }

    @Test
    void passesOverWhatRepeatsAChosenSentence() {
        String twice = "The tram line was approved on Monday. The tram line was approved on Monday."
                + " It costs forty million euros. Residents fear the noise of the building site.";
        assertThat(Language.sentences(summarizer.summarize(twice, 3))).doesNotHaveDuplicates();
    }

    @Test
    void passesOverTheHeadAndTheGreetingOfALetter() throws Exception {
        String letter = Files.readString(TestPictures.example("letter.txt"));
        assertThat(summarizer.summarize(letter, 3)).doesNotContain("kind regards", "3 March 2026", "Dear");
    }

    @Test
    void ranksSumToOneAndTheLonelyRankLast() {
        double[] ranks = TextRank.ranks(List.of(new float[] {1, 0}, new float[] {0.9f, 0.1f}, new float[] {0, 1}));
        assertThat(Arrays.stream(ranks).sum()).isCloseTo(1, within(1e-9));
        assertThat(ranks[2]).isLessThan(ranks[0]).isLessThan(ranks[1]);
    }
}
