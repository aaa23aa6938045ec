package dev.polyphony.planners.search.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingTest {
    private static final Tagger TAGGER = Tagger.english();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Read this page, shorten it and read the short form to me | Read this page / shorten it / read the short form to me
            Read and translate the letter | Read the letter / translate the letter
            Could you please tell me what is on this photo? | what is on this photo
            From this passage, what year did the war end? | From this passage, what year did the war end
            Is anyone speaking in this file, and when? | Is anyone speaking in this file and when
            After reading the page, summarize it | reading the page / summarize it
            caption the picture then upscale it 4x | caption the picture / upscale it 4x
            Describe the picture out loud | Describe the picture / say it out loud
            make a short film of it and music for it | make a short film of it / make music for it
            Create a picture of a castle, a song about it and a film | Create a picture of a castle / Create a song about it / Create a film
            Make a film with pictures and music | Make a film with pictures and music
            Make a video of cats and dogs | Make a video of cats and dogs
            I want to rename the check-in form and print it | rename the check-in form / print it
            """)
    void splitsRequestsIntoSteps(String request, String steps) {
        assertThat(Reading.of(request, TAGGER).clauses())
                .extracting(Clause::text)
                .containsExactly(steps.split(" / "));
    }

    @Test
    void keepsQuotationsWholeAndUnread() {
        Reading reading = Reading.of("Translate 'print the page and delete it' into French.", TAGGER);

        assertThat(reading.clauses()).hasSize(1);
        assertThat(reading.literals())
                .containsExactly(new Literal(Literal.Kind.QUOTE, "print the page and delete it", null));
    }

    @Test
    void tellsContextAndMeansFromWhatIsAsked() {
        List<Clause> clauses = Reading.of("I have a recording. Use the transcript to write a letter.", TAGGER)
                .clauses();

        assertThat(clauses).extracting(Clause::mood).containsExactly(Mood.CONTEXT, Mood.MEANS, Mood.COMMAND);
    }

    @Test
    void takesAForeignTextAsOneToBeTranslatedFirst() {
        List<Clause> clauses = Reading.of("Summarize this letter. The letter is in Spanish.", TAGGER)
                .clauses();

        assertThat(clauses)
                .extracting(Clause::text)
                .containsExactly("translate it from Spanish", "Summarize this letter");
    }
}
