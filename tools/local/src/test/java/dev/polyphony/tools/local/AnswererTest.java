package dev.polyphony.tools.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswererTest {
    private static final String TEXT = """
            Marie Curie was born in Warsaw on 7 November 1867. She moved to Paris in 1891 and studied physics at the \
            Sorbonne. Together with her husband Pierre Curie she discovered polonium and radium. In 1903 the Nobel Prize \
            in Physics was awarded to the Curies and Henri Becquerel. The prize was worth 70,000 francs. Radium was \
            isolated by André Debierne in 1910. She had two daughters, and 30 students worked in her laboratory near the \
            Panthéon. The opening ceremony takes place on Friday 14 March at 9:30 in the town hall. Alice's Adventures in \
            Wonderland was written by Lewis Carroll.""";

    private final Answerer answerer = new Answerer(new MiniLmEmbedder());

    @ParameterizedTest
    @CsvSource({
        "When was Marie Curie born?, 7 November 1867",
        "Where was Marie Curie born?, in Warsaw",
        "Who isolated radium?, André Debierne",
        "Who wrote Alice's Adventures in Wonderland?, Lewis Carroll",
        "How many students worked in her laboratory?, 30 students",
        "How many daughters did she have?, two daughters",
        "How much was the prize worth?, '70,000 francs'",
        "When does the ceremony take place?, Friday 14 March at 9:30",
        "Where does the opening ceremony take place?, in the town hall",
        "Where was her laboratory?, near the Panthéon"
    })
    void narrowsTheBestSentenceToWhatIsAskedFor(String question, String answer) {
        assertThat(answerer.answer(question, TEXT)).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "When does the hall open?, Friday 17 April at 18:30",
        "Who plays the piano?, Tomas Lindqvist",
        "How much did the repair cost?, '48,000 euros'",
        "How many seats does the hall have?, eighty seats"
    })
    void findsItsWayInALetter(String question, String answer) throws Exception {
        String letter = Files.readString(TestPictures.example("letter.txt"));
        assertThat(answerer.answer(question, letter)).isEqualTo(answer);
    }

    @Test
    void answersWithTheSentenceWhereNothingNarrowerIsAskedFor() {
        assertThat(answerer.answer("What did she study?", TEXT))
                .isEqualTo("She moved to Paris in 1891 and studied physics at the Sorbonne.");
    }

    @Test
    void saysThatTheTextDoesNotSay() {
        assertThat(answerer.answer("What is the best recipe for pancakes?", TEXT))
                .isEqualTo(Answerer.NO_ANSWER);
        assertThat(answerer.answer("Who?", "")).isEqualTo(Answerer.NO_ANSWER);
    }
}
