package dev.polyphony.tools.anytoany.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.RegistrationException;
import dev.polyphony.tools.anytoany.bundle.Bundle;
import dev.polyphony.tools.anytoany.bundle.Part;
import dev.polyphony.tools.anytoany.golden.Exported;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The tokenizer of LLaMA with NExT-GPT's added tokens against the slow one of transformers 4.29.2. */
class ExportedTokenizerTest {
    private static final Bundle BUNDLE = Exported.bundle("nextgpt-miniature");
    private static ExportedTokenizer tokenizer = open();

    private static ExportedTokenizer open() {
        return new ExportedTokenizer(BUNDLE, BUNDLE.spec().tokenizer());
    }

    @BeforeAll
    static void reopen() {
        tokenizer = open();
    }

    @AfterAll
    static void close() {
        tokenizer.close();
    }

    private static String plain(String text) {
        return text.replace("\\n", "\n").replace("\\t", "\t");
    }

    @Test
    void givesTheTokensOfTheSlowTokenizer() {
        List<String> lines = Exported.text("nextgpt", "tokens.tsv").lines().toList();
        assertThat(tokenizer.size()).isEqualTo(Integer.parseInt(lines.get(0))).isEqualTo(420 + 38);
        assertThat(lines).hasSize(17);
        for (String line : lines.subList(1, lines.size())) {
            String[] row = line.split("\t", -1);
            List<Integer> ids = Arrays.stream(row[1].split(" "))
                    .filter(id -> !id.isEmpty())
                    .map(Integer::valueOf)
                    .toList();
            assertThat(tokenizer.encodeMarked(plain(row[0]))).as(row[0]).isEqualTo(ids);
        }
    }

    @Test
    void signalsStandSideBySide() {
        assertThat(tokenizer.encodeMarked("[IMG0] [IMG1] [IMG2] [IMG3]")).containsExactly(422, 423, 424, 425);
        assertThat(tokenizer.id("[AUD7]")).isEqualTo(457);
        assertThat(tokenizer.id("<s>")).isEqualTo(1);
        assertThat(tokenizer.id("</s>")).isEqualTo(2);
    }

    @Test
    void takesTokensInAUsersWordsForWords() {
        assertThat(tokenizer.encode("[IMG0] </Img> </s>"))
                .isNotEmpty()
                .allMatch(id -> id > 2 && id < 420)
                .doesNotContain(422, 421);
    }

    @Test
    void streamsTheTextThatItWasGiven() {
        for (String text : List.of("Here is a dog, Grün ✓ 漢字 é!", "  two  blanks ", "")) {
            List<Integer> ids = tokenizer.encode(text);
            var decoding = tokenizer.decoding();
            StringBuilder streamed = new StringBuilder();
            for (int id : ids) {
                String more = decoding.next(id);
                assertThat(more).doesNotContain("\uFFFD");
                streamed.append(more);
                streamed.append(decoding.next(422));
            }
            assertThat(streamed.toString()).isEqualTo(text);
        }
    }

    @Test
    void refusesTheTokenizerOfAnotherModel() {
        Part part = Part.parse(
                "tokenizer",
                "{\"type\":\"pieces\",\"file\":\"llama-tokenizer.json\",\"vocabulary\":32000,\"added\":[\"<Img>\"]}");
        assertThatThrownBy(() -> new ExportedTokenizer(BUNDLE, part))
                .isInstanceOf(RegistrationException.class)
                .hasMessageContainingAll("420 tokens", "32000", "Maybe");
        Part twice = Part.parse(
                "tokenizer",
                "{\"type\":\"pieces\",\"file\":\"llama-tokenizer.json\",\"vocabulary\":420,\"added\":[\"</s>\"]}");
        assertThatThrownBy(() -> new ExportedTokenizer(BUNDLE, twice)).hasMessageContaining("\"</s>\" already");
        assertThatThrownBy(() -> tokenizer.id("[IMG9]")).hasMessageContaining("[IMG9]");
    }
}
