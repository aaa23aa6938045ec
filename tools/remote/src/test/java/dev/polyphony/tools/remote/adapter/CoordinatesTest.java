package dev.polyphony.tools.remote.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.polyphony.agent.RegistrationException;
import dev.polyphony.agent.Value.Box;
import dev.polyphony.tools.remote.http.InvalidOutputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoordinatesTest {
    private static final int WIDTH = 200;
    private static final int HEIGHT = 100;

    private static List<Box> read(String text, String scale, String asked) throws Exception {
        return Coordinates.read(text, scale, WIDTH, HEIGHT, asked).boxes();
    }

    /** The same box, 20 to 100 by 30 to 80 pixels, in the form of each model. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1     | The dog is at [0.100,0.300,0.500,0.800].",
                "1000  | <ref>the dog</ref><box>(100,300),(500,800)</box>",
                "100   | <p>the dog</p> {<10><30><50><80>}",
                "999   | the dog [[099,299,499,799]]",
                "pixels| ```json [{\"bbox_2d\": [20, 30, 100, 80], \"label\": \"the dog\"}] ```",
                "pixels| {\"bbox_2d\": [20, 30, 100, 80], \"label\": \"the dog\"}",
                "1000  | [[100, 300, 500, 800]]",
                "1000  | <box>(500,800),(100,300)</box>",
            })
    void readsTheFormOfEachModel(String scale, String text) throws Exception {
        List<Box> boxes = read(text, scale.strip(), "the dog");

        assertThat(boxes).hasSize(1);
        Box box = boxes.get(0);
        assertThat(box.label()).isEqualTo("the dog");
        assertThat(box.x()).isCloseTo(20, within(0.3));
        assertThat(box.y()).isCloseTo(30, within(0.2));
        assertThat(box.width()).isCloseTo(80, within(0.3));
        assertThat(box.height()).isCloseTo(50, within(0.2));
        assertThat(box.score()).isEqualTo(1);
    }

    @Test
    void readsManyBoxesWithTheirLabels() throws Exception {
        assertThat(read("A man[0.1,0.1,0.2,0.9] rides a horse[0.3,0.3,0.9,0.9].", "1", ""))
                .extracting(Box::label)
                .containsExactly("A man", "rides a horse");
        assertThat(read("[[100,100,200,200;300,300,400,400]]", "999", "cats"))
                .extracting(Box::label)
                .containsExactly("cats", "cats");
        assertThat(read(
                        "<ref>a cat</ref><box>(1,1),(2,2)</box><box>(5,5),(9,9)</box><ref>a dog</ref><box>(3,3),(4,4)</box>",
                        "1000",
                        ""))
                .extracting(Box::label)
                .containsExactly("a cat", "a cat", "a dog");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1    | It is at [0.5,0.25].",
                "1000 | <point>(500,250)</point>",
                "100  | <point x=\"50.0\" y=\"25.0\" alt=\"the nose\">the nose</point>",
                "pixels | [{\"point_2d\": [100, 25], \"label\": \"the nose\"}]",
            })
    void readsPointsAsBoxesWithoutASize(String scale, String text) throws Exception {
        assertThat(read(text, scale.strip(), "the nose")).containsExactly(new Box("the nose", 1, 100, 25, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "None.", "No dogs are in the picture.", "```json\n[]\n```"})
    void takesThatThereIsNothing(String text) throws Exception {
        assertThat(read(text, "1", "dogs")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The dog is on the left.",
                "[100,200,300,400]",
                "<box>(1,2),(3,9999)</box>",
                "[{\"bbox_2d\": [1, 2, 3], \"label\": \"x\"}]",
                "[{\"bbox_2d\": [1, 2, \"a\", 4]}]",
                "[{\"bbox_2d\": [1, 2"
            })
    void makesNoBoxesOfWhatIsNone(String text) {
        assertThatThrownBy(() -> read(text, "1", "dog")).isInstanceOf(InvalidOutputException.class);
    }

    @Test
    void refusesAScaleThatItDoesNotKnow() {
        assertThatThrownBy(() -> read("[0,0,1,1]", "7", ""))
                .isInstanceOf(RegistrationException.class)
                .hasMessageContainingAll("coordinates (7)", "Maybe 1000");
    }
}
