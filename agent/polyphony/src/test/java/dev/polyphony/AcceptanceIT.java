package dev.polyphony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.tools.local.LocalTools;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The acceptance table, through the real planner, engine and models; each row in several phrasings. Two more were tried and
 * are not understood yet: "List the things you can spot here and mark them." (plans image.describe as well) and "Can you read
 * me a short version of this document out loud?" (does not say it).
 */
class AcceptanceIT {
    private static final List<Row> TABLE = List.of(
            Row.plans("image.detect")
                    .with(() -> List.of(Samples.example("street.jpg")))
                    .gives(AcceptanceIT::namesObjectsAndMarksThem)
                    .when(
                            "What objects are in this picture?",
                            "Find everything you can recognise in the photo",
                            "Detect the objects in the image.",
                            "Which objects does this image contain?",
                            "Which things can you make out on this shot?"),
            Row.plans("image.read", "text.classify")
                    .with(() -> List.of(Samples.pictureOf("review.png", Samples.REVIEW.split("(?<=\\.) "))))
                    .gives(asked -> {
                        assertThat(asked.answer())
                                .containsIgnoringCase("wonderful hotel")
                                .contains("positive");
                        assertThat(asked.made(Modality.LABELS)).hasSize(1);
                    })
                    .when(
                            "Read the text on this and tell me how positive it is",
                            "What does this picture say, and is the mood of the text good or bad?",
                            "Extract the words from the image, then classify their sentiment.",
                            "Please read it and judge whether it sounds happy or angry",
                            "What's written there, and does it sound enthusiastic?"),
            Row.plans("image.describe", "image.describe", "text.similarity")
                    .with(() -> List.of(Samples.example("street.jpg"), Samples.example("cat.jpg")))
                    .gives(asked -> {
                        assertThat(asked.made(Modality.TEXT)).hasSize(2);
                        assertThat(asked.made(Modality.LABELS)).hasSize(1);
                        assertThat(asked.answer()).contains("street.jpg", "cat.jpg", "similarity");
                    })
                    .when(
                            "Describe these two photos and tell me how alike they are",
                            "Describe both pictures, then compare the descriptions",
                            "Give me a description of each photo and say how similar they are.",
                            "What do these two images show, and how much do the descriptions have in common?"),
            Row.plans("image.read", "text.speak", "text.summarize")
                    .with(() -> List.of(Samples.pictureOf("page.png", Samples.PAGE.toArray(String[]::new))))
                    .gives(AcceptanceIT::speaks)
                    .when(
                            "Read this page, shorten it and read the short form to me",
                            "Get the text of this page, summarise it and speak the summary",
                            "Make a summary of what is written here and say it aloud.",
                            "Read the text of the page, summarize it, and say the summary",
                            "Read the page, boil it down to the essentials, and read those out loud"),
            Row.plans("image.upscale")
                    .with(() -> List.of(Samples.smallPicture()))
                    .gives(asked -> assertThat(asked.made(Modality.IMAGE))
                            .singleElement()
                            .satisfies(picture -> {
                                assertThat(picture.measures().width()).isEqualTo(192);
                                assertThat(picture.measures().height()).isEqualTo(144);
                            }))
                    .when(
                            "Make this four times larger",
                            "Upscale the picture 4x",
                            "Enlarge this image by a factor of 4, please.",
                            "I need this picture at 4 times its size"),
            Row.plans("video.frames", "image.describe", "text.speak", "video.compose")
                    .with(() -> List.of(Samples.example("clip.mp4")))
                    .gives(asked -> assertThat(asked.made(Modality.VIDEO))
                            .singleElement()
                            .satisfies(film -> {
                                assertThat(film.mediaType()).isIn("video/mp4", "video/webm");
                                assertThat(film.measures().channels()).isNotNull();
                            }))
                    .when(
                            "What do you see in the middle of this clip, and make a film of the stills with the spoken description",
                            "Describe the middle frame of this video, speak the description, and make a film from the frames with that sound",
                            "Take stills from the clip, describe the middle one, read the description aloud and combine stills and speech into a video.",
                            "Tell me what the middle frame of this video shows, say that description aloud and turn the frames into a movie with it."),
            Row.plans("speech.detect")
                    .with(() -> List.of(Samples.example("speech.wav")))
                    .gives(asked -> assertThat(asked.made(Modality.TABLE)).hasSize(1))
                    .when(
                            "Is anyone speaking in this file, and when?",
                            "At what times does someone talk in this recording?",
                            "Find the parts of the sound where there is speech.",
                            "When does the voice start and stop?"),
            Row.plans("text.answer")
                    .with(
                            () -> List.of(
                                    Samples.text(
                                            "The novel was written by Mary Shelley in 1818. It tells of a young scientist. It was printed in London.")))
                    .gives(asked -> assertThat(asked.answer()).contains("Mary Shelley"))
                    .when(
                            "Who wrote this, according to the text?",
                            "According to this text, who is the author of the novel?",
                            "Look in the text: who wrote the novel?",
                            "Answer from the attached text: by whom was the novel written?"),
            Row.plans()
                    .withNothing()
                    .gives(asked -> assertThat(asked.answer()).contains("image.paint", "missing"))
                    .when(
                            "Paint me a horse",
                            "Draw a picture of a castle",
                            "Generate an image of two cats on a sofa.",
                            "I would like a painting of the sea",
                            "Sketch a dragon for me"),
            Row.plans()
                    .withNothing()
                    .gives(asked -> assertThat(asked.answer()).isNotBlank().hasSizeLessThan(400))
                    .when("hello", "Hi there!", "good morning", "thanks a lot"),
            Row.plans()
                    .with(() -> List.of(Samples.example("cat.jpg")))
                    .gives(asked -> assertThat(asked.answer()).contains("AUDIO", "IMAGE"))
                    .when(
                            "Transcribe this",
                            "Write down what is said in this recording",
                            "Please make a transcript of it"));

    private static final Row SPOKEN = Row.plans("speech.transcribe")
            .with(() -> List.of(Samples.example("speech.wav")))
            .gives(asked -> assertThat(asked.made(Modality.TEXT)).hasSize(1))
            .when(
                    "What is said here?",
                    "Transcribe this recording",
                    "Write down the words of the speech.",
                    "Turn the voice into text");

    @TempDir
    static Path home;

    private static Polyphony agent;

    @BeforeAll
    static void open() {
        agent = Polyphony.builder().home(home).tools(LocalTools.available()).build();
    }

    @AfterAll
    static void close() {
        agent.close();
    }

    static Stream<Arguments> table() {
        return TABLE.stream().flatMap(row -> row.phrasings().stream().map(text -> arguments(text, row)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void plansAndGives(String text, Row row) {
        Asked asked = Asked.of(agent, text, row.attachments().get());
        assertThat(asked.tools()).as(asked.answer()).isEqualTo(row.tools());
        assertThat(asked.events()).noneMatch(RunEvent.TaskFailed.class::isInstance);
        row.check().accept(asked);
    }

    static Stream<Arguments> spoken() {
        return SPOKEN.phrasings().stream().map(text -> arguments(text, SPOKEN));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("spoken")
    void transcribesWherePocketsphinxIsPresentAndSaysSoWhereItIsNot(String text, Row row) {
        Asked asked = Asked.of(agent, text, row.attachments().get());
        if (agent.toolbox().find("speech.transcribe").isPresent()) {
            assertThat(asked.tools()).isEqualTo(row.tools());
            row.check().accept(asked);
        } else {
            assertThat(asked.tools()).isEmpty();
            assertThat(asked.answer()).contains("speech.transcribe", "pocketsphinx");
        }
    }

    private static void namesObjectsAndMarksThem(Asked asked) {
        assertThat(asked.made(Modality.BOXES)).hasSize(1);
        assertThat(asked.made(Modality.IMAGE)).hasSize(1);
        assertThat(asked.answer().toLowerCase(Locale.ROOT))
                .containsAnyOf("car", "person", "traffic light", "stop sign", "bus");
    }

    private static void speaks(Asked asked) {
        Artifact sound = asked.made(Modality.AUDIO).get(0);
        assertThat(sound.measures().duration()).isNotNull();
        assertThat(sound.measures().duration().toMillis()).isGreaterThan(1_000);
        assertThat(asked.answer()).contains(sound.id());
    }
}
