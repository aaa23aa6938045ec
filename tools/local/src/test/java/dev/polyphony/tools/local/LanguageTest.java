package dev.polyphony.tools.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.polyphony.tools.local.Language.Word;
import java.util.List;
import org.junit.jupiter.api.Test;

class LanguageTest {
    @Test
    void partsATextIntoSentencesThatMayBeWrapped() {
        assertThat(Language.sentences("Dr. Smith paid 23.50 euros.\nHe was\nhappy!\n\nA heading\n\nThen he left."))
                .containsExactly("Dr. Smith paid 23.50 euros.", "He was happy!", "A heading", "Then he left.");
    }

    @Test
    void findsNoSentenceInBlankText() {
        assertThat(Language.sentences(" \n\n ")).isEmpty();
    }

    @Test
    void tellsPartsOfSpeechAndPlaces() {
        String sentence = "Describe the picture of Paris.";
        List<Word> words = Language.words(sentence);
        assertThat(words)
                .extracting(Word::text, Word::tag)
                .contains(tuple("Describe", "VERB"), tuple("picture", "NOUN"), tuple("Paris", "PROPN"));
        assertThat(words)
                .allSatisfy(word ->
                        assertThat(sentence.substring(word.start(), word.end())).isEqualTo(word.text()));
    }
}
