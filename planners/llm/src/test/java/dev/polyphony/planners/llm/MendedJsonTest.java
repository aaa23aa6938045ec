package dev.polyphony.planners.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MendedJsonTest {
    private static final String PLAN =
            "{\"tasks\": [{\"id\": \"t1\", \"tool\": \"x.y\", \"inputs\": [{\"name\": \"a\", \"value\": \"b } c\"}]}], \"answer\": null}";

    static Stream<Arguments> damaged() {
        String withoutEnd = PLAN.substring(0, PLAN.length() - 1);
        return Stream.of(
                Arguments.of("a code fence", "```json\n" + PLAN + "\n```"),
                Arguments.of("a code fence", "Sure!\n```\n" + PLAN + "\n```\nHope this helps."),
                Arguments.of("a code fence", "```json\n" + PLAN),
                Arguments.of("words around it", "Here is the plan: " + PLAN + " Enjoy {it}!"),
                Arguments.of("words around it", "With {braces} before " + PLAN),
                Arguments.of("thoughts", "<think>Maybe {\"tasks\": []}?</think>" + PLAN),
                Arguments.of("commas", PLAN.replace("}], \"answer\"", "},], \"answer\"")),
                Arguments.of("a bracket missing", withoutEnd),
                Arguments.of("a bracket missing", PLAN.replace("}]}], \"answer\"", "}}], \"answer\"")),
                Arguments.of("the first bracket missing", PLAN.substring(1)),
                Arguments.of("words around it", PLAN + "}}"));
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void mendsWhatModelsBreakAndSaysWhat(String what, String written) {
        MendedJson mended = MendedJson.of(written);
        assertThat(mended.json()).as(written).isNotNull();
        assertThat(mended.json().path("tasks")).as(written).hasSize(1);
        assertThat(mended.json().at("/tasks/0/inputs/0/value").asText()).isEqualTo("b } c");
        assertThat(String.join(", ", mended.mended())).contains(what);
    }

    @Test
    void leavesWhatIsWholeAlone() {
        assertThat(MendedJson.of(" " + PLAN + "\n").mended()).isEmpty();
    }

    @Test
    void takesABareListOfTasks() {
        MendedJson mended = MendedJson.of("[{\"id\": \"t1\", \"tool\": \"x.y\"}]");
        assertThat(mended.json().path("tasks")).hasSize(1);
        assertThat(mended.mended()).contains("a list of tasks alone");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "I would first read the page and then say it.",
                "<!doctype html><html><body>{}</body></html>",
                "{}",
                "[]]]",
                "{\"tasks\": \"none\"}",
                "{\"tool\": \"x.y\"}",
                "null",
                "{\"tasks\": [{\"id\": \"t1\", \"tool\": \"x.y\", \"inputs\": []}, {\"id\": \"t2\", \"tool\": \"x.z\", \"inp",
                "{\"tasks\": [{\"id\": \"t1\", \"tool\": \"x.y\", \"inputs\": []},",
                "{\"tasks\": [{\"id\": \"t1\", \"tool\": \"x.y\", \"inputs\": []}"
            })
    void makesNoPlanOfWhatIsNoneOrCutShort(String written) {
        assertThat(MendedJson.of(written).json()).isNull();
    }

    @Test
    void isNotLedAstrayByDepthOrLength() {
        assertThat(MendedJson.of("{\"tasks\":".repeat(5_000)).json()).isNull();
        assertThat(MendedJson.of("[".repeat(200_000)).json()).isNull();
        assertThat(MendedJson.of("x".repeat(1 << 20)).json()).isNull();
    }
}
