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
            Generate an image of a forest and then a video of it | Generate an image of a forest / Generate a video of it
            I want a painting of a fox and a film of a rabbit | a painting of a fox / a film of a rabbit
            I want to find a video and an image of it | find a video and an image of it
            Can you read me a short version of this document out loud? | give me a short version of this document / say it out loud
            I'd like to hear the gist of this text | give me the gist of this text / say it out loud
            Don't transcribe this, just tell me when someone speaks | when someone speaks
            Summarize it, but do not read it aloud or translate it | Summarize it
            Describe this photo. No need to read the text. | Describe this photo
            Describe the photo without reading the text | Describe the photo
            I don't want a summary, transcribe it | transcribe it
            Don't you see a dog here? | Don't you see a dog here
            hey can u tell me whats in this pic | what is in this pic
            Apply for a U.S. passport | Apply for a U.S. passport
            pls read teh text | read the text
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
