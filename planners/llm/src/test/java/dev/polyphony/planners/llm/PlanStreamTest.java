package dev.polyphony.planners.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Task;
import dev.polyphony.testkit.Examples;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanStreamTest {
    private static final Artifact PHOTO = Examples.picture("photo.jpg");
    private static final String FIRST =
            "{\"id\": \"t1\", \"tool\": \"image.read\", \"inputs\": [{\"name\": \"picture\", \"value\": {\"artifact\": \"a1\"}}]}";
    private static final String SECOND =
            "{\"id\": \"t2\", \"tool\": \"text.speak\", \"inputs\": [{\"name\": \"text\", \"value\": {\"task\": \"t1\"}}]}";
    private static final String REST =
            "], \"deliverables\": [{\"task\": \"t2\", \"port\": \"audio\"}, {\"tasks\": [{}]}], \"answer\": null}";
    private static final String PLAN = "{\"tasks\": [" + FIRST + ",\n " + SECOND + REST;

    private static List<String> told(String text, int size) {
        List<String> told = new ArrayList<>();
        PlanStream stream = new PlanStream(task -> told.add(task.toString().replace(" ", "")));
        for (int i = 0; i < text.length(); i += size) {
            stream.accept(text.substring(i, Math.min(text.length(), i + size)));
        }
        return told;
    }

    private static String tight(String json) {
        return json.replace(" ", "");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void tellsOfEachTaskOnceHoweverTheTextIsCut(int size) {
        assertThat(told(PLAN, size)).containsExactly(tight(FIRST), tight(SECOND));
        assertThat(told("Here it is:\n```json\n" + PLAN + "\n```", size)).hasSize(2);
    }

    @Test
    void tellsOfATaskWithItsLastBracket() {
        List<JsonNode> told = new ArrayList<>();
        PlanStream stream = new PlanStream(told::add);
        stream.accept("{\"tasks\": [" + FIRST.substring(0, FIRST.length() - 1));
        assertThat(told).isEmpty();
        stream.accept("}");
        assertThat(told).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 1000})
    void isNotMisledByWhatStandsInQuotes(int size) {
        String tricky = "{\"id\": \"}]\\\"{\\\\\", \"tool\": \"[\"}";
        assertThat(told("{\"tasks\": [" + tricky + "," + SECOND + "]}", size))
                .containsExactly(tight(tricky), tight(SECOND));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I would read it, I think.",
                "{\"tasks\": []}",
                "{\"answer\": \"tasks: [{}]\"}",
                "{\"tasks\": [{\"id\": \"t1\"",
                "{\"tasks\": [{\"id\": t1}, {\"id\": \"t2\"}]}"
            })
    void tellsNothingWhereThereIsNoTask(String text) {
        assertThat(told(text, 3)).isEmpty();
    }

    @Test
    void doesNotLookAtATextWithoutEnd() {
        PlanStream stream = new PlanStream(task -> {
            throw new AssertionError("there is none");
        });
        for (int i = 0; i < 200_000; i++) {
            stream.accept("blah ");
        }
        stream.accept(PLAN);
    }

    @Test
    void readsTheTasksAsTheWholePlanHasThem() {
        Handles handles = new Handles(List.of(PHOTO));
        PlanReader reader = new PlanReader(Examples.toolbox(), handles);
        List<Task> told = new ArrayList<>();
        new PlanStream(task -> told.add(reader.next(task))).accept(PLAN);
        JsonNode whole = Objects.requireNonNull(MendedJson.of(PLAN).json());
        Draft draft = PlanReader.read(whole, Examples.toolbox(), handles);
        assertThat(told).isEqualTo(draft.tasks());
    }
}
