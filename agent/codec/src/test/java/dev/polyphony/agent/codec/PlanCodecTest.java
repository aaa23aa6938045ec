package dev.polyphony.agent.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.InvalidPlanException;
import dev.polyphony.agent.StorageException;
import dev.polyphony.agent.Task;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanCodecTest {
    @ParameterizedTest
    @CsvSource({
        "4, 4",
        "-4, -4",
        "4.0, 4",
        "0.5, 0.5",
        "1e3, 1000",
        "1E-3, 0.001",
        "-0.0, 0",
        "true, true",
        "false, false",
        "12345678901234567890, 12345678901234567890",
        "1e999, Infinity"
    })
    void readsAScalarAsALiteralInPlainDecimal(String scalar, String literal) {
        assertThat(onlyInput(scalar)).isEqualTo(new Input.Literal(literal));
    }

    @Test
    void keepsWordsThatLookLikeNumbersAsTheyAre() {
        assertThat(onlyInput("\"007.50\"")).isEqualTo(new Input.Literal("007.50"));
    }

    @Test
    void writesALiteralAsAString() {
        Draft draft = Draft.of(List.of(Task.of("a", "t.t", Map.of("n", new Input.Literal("4")))));
        assertThat(PlanCodec.encode(draft)).contains("\"n\":\"4\"");
    }

    @Test
    void readsADraftThatLeavesOutAllThatItMay() {
        Draft draft = PlanCodec.decodeDraft("{\"tasks\":[{\"id\":\"a\",\"tool\":\"t.t\"}]}");
        assertThat(draft).isEqualTo(Draft.of(List.of(Task.of("a", "t.t", Map.of()))));
    }

    @Test
    void readsATaskIdThatIsANumber() {
        assertThat(onlyInput("{\"task\":0,\"port\":\"text\"}")).isEqualTo(Input.Made.by("0", "text"));
    }

    @Test
    void keepsAListOfOneAList() {
        assertThat(onlyInput("[\"a\"]")).isEqualTo(new Input.Many(List.of(new Input.Literal("a"))));
    }

    @Test
    void leavesOutAnInputThatIsNull() {
        assertThat(task("null").inputs()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"task\":\"a\"}", "{\"artifact\":7}", "[[\"a\"]]", "[{}]"})
    void saysWhichInputIsNone(String json) {
        assertThatThrownBy(() -> onlyInput(json))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContainingAll("task a", "input p", "{task, port}", "\nMaybe ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "7", "[]", "{", "{\"tasks\":7}", "{\"tasks\":[7]}", "{\"tasks\":[]} x", "```json"})
    void refusesWhatIsNoPlan(String json) {
        assertThatThrownBy(() -> PlanCodec.decodeDraft(json))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageStartingWith("the plan is not readable");
        assertThatThrownBy(() -> PlanCodec.decode(json)).isInstanceOf(StorageException.class);
    }

    @Test
    void pointsToThePlaceThatIsWrong() {
        assertThatThrownBy(() -> PlanCodec.decodeDraft("{\"tasks\":[{\"id\":\"a\",\"tool\":\"t\",\"after\":{}}]}"))
                .hasMessageContaining("at /tasks/0/after");
    }

    private static Task task(String input) {
        return PlanCodec.decodeDraft(
                        "{\"tasks\":[{\"id\":\"a\",\"tool\":\"t.t\",\"inputs\":{\"p\":%s}}]}".formatted(input))
                .tasks()
                .get(0);
    }

    private static Input onlyInput(String json) {
        return task(json).inputs().get("p");
    }
}
