package dev.polyphony.tools.anytoany.nano;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.RegistrationException;
import dev.polyphony.tools.anytoany.bundle.Bundle;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WordTokenizerTest {
    private static final Bundle BUNDLE = Golden.miniature();
    private static final WordTokenizer TOKENIZER =
            new WordTokenizer(BUNDLE, BUNDLE.spec().tokenizer());

    static Stream<String[]> golden() {
        return Golden.table("tokenizer.tsv").stream();
    }

    @ParameterizedTest
    @MethodSource("golden")
    void splitsAsTheTrainerSplits(String text, String ids) {
        List<Integer> wanted = Arrays.stream(ids.split(" "))
                .filter(id -> !id.isEmpty())
                .map(Integer::valueOf)
                .toList();
        assertThat(TOKENIZER.encode(text, true)).isEqualTo(wanted);
    }

    @Test
    void takesSignalsInAUsersWordsAsUnknownWords() {
        int unknown = TOKENIZER.id("<unk>");
        assertThat(TOKENIZER.encode("[IMG0] </Img> <eos>")).containsExactly(unknown, unknown, unknown);
    }

    @Test
    void writesMarksCloseToTheirWords() {
        String text = "here is a small red circle at the top left. i'd say: 1 + 2, or c# major!";
        List<Integer> ids = TOKENIZER.encode(text);
        assertThat(TOKENIZER.decode(ids)).isEqualTo(text);
        assertThat(TOKENIZER.encode(TOKENIZER.decode(ids))).isEqualTo(ids);
        assertThat(TOKENIZER.decode(List.of(TOKENIZER.id("[IMG0]"), TOKENIZER.id("hello"))))
                .isEqualTo("hello");
    }

    @Test
    void saysWhichTokenIsMissing() {
        assertThatThrownBy(() -> TOKENIZER.id("[IMG9]"))
                .isInstanceOf(RegistrationException.class)
                .hasMessageContaining("\"[IMG9]\"");
        assertThat(TOKENIZER.size()).isEqualTo(BUNDLE.spec().tokenizer().size("words"));
    }
}
