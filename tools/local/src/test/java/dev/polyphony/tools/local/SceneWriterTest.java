package dev.polyphony.tools.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.Value.Box;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SceneWriterTest {
    private static final String COMPOSED = " (Composed from detected objects, text and colours.)";

    private final SceneWriter writer = new SceneWriter(1000, 500);

    @Test
    void saysWhatIsWhereAndHowSureThatIs() {
        List<Box> objects = List.of(
                new Box("umbrella", 0.8, 50, 200, 100, 100),
                new Box("person", 0.7, 600, 100, 100, 300),
                new Box("person", 0.6, 800, 100, 100, 300),
                new Box("dog", 0.4, 450, 400, 100, 90));
        assertThat(writer.write(objects, List.of(), List.of("grey", "blue")))
                .isEqualTo("The picture shows an umbrella on the left, two people and possibly a dog at the bottom."
                        + " The main colours are grey and blue." + COMPOSED);
    }

    @Test
    void quotesWhatIsWritten() {
        List<Box> lines = List.of(new Box("EXIT 12", 0.95, 10, 10, 100, 20), new Box("?x", 0.4, 10, 10, 100, 20));
        assertThat(writer.write(List.of(new Box("car", 0.9, 0, 0, 1000, 500)), lines, List.of("green")))
                .isEqualTo("The picture shows a car. Text in it reads “EXIT 12”. The main colour is green." + COMPOSED);
    }

    @Test
    void callsAPageAPage() {
        List<Box> lines = Collections.nCopies(12, new Box("a line of a page", 0.99, 10, 10, 300, 20));
        assertThat(writer.write(List.of(), lines, List.of("white")))
                .startsWith("The picture shows a page of text. It reads “a line of a page”")
                .contains(", and goes on.");
    }

    @Test
    void admitsThatNothingWasRecognised() {
        assertThat(writer.write(List.of(), List.of(), List.of("black")))
                .isEqualTo("The picture shows no object that was recognised. The main colour is black." + COMPOSED);
    }

    @Test
    void saysOneThingOnceThatWasTakenForTwo() {
        List<Box> objects = List.of(new Box("truck", 0.7, 100, 100, 300, 200), new Box("car", 0.6, 102, 101, 300, 200));
        assertThat(writer.write(objects, List.of(), List.of("red")))
                .contains("a truck on the left.")
                .doesNotContain("car");
    }
}
