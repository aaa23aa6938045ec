package dev.polyphony.tools.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnglishTest {
    @ParameterizedTest
    @CsvSource({
        "1, dog, a dog",
        "1, umbrella, an umbrella",
        "2, person, two people",
        "3, bus, three buses",
        "2, sheep, two sheep",
        "2, knife, two knives",
        "1, scissors, a pair of scissors",
        "2, skis, two pairs of skis",
        "4, couch, four couches",
        "13, car, 13 cars",
        "2, wine glass, two wine glasses",
        "2, mouse, two mice",
        "1, tv, a TV",
        "2, tv, two TVs",
        "2, toothbrush, two toothbrushes"
    })
    void countsThings(int count, String noun, String phrase) {
        assertThat(English.counted(count, noun)).isEqualTo(phrase);
    }

    @Test
    void namesEveryKindThatCanBeDetected() {
        assertThat(Coco.LABELS).allSatisfy(label -> {
            assertThat(English.counted(1, label)).matches("(an? .+|broccoli)");
            assertThat(English.plural(label)).isNotBlank();
        });
    }

    @Test
    void joinsAList() {
        assertThat(English.list(List.of())).isEmpty();
        assertThat(English.list(List.of("a"))).isEqualTo("a");
        assertThat(English.list(List.of("a", "b", "c"))).isEqualTo("a, b and c");
    }
}
