package dev.polyphony.agent.engine;

import static dev.polyphony.agent.Modality.TEXT;
import static dev.polyphony.agent.engine.Rig.eventsOf;
import static dev.polyphony.agent.engine.Rig.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.InvalidPlanException;
import dev.polyphony.agent.NotFoundException;
import dev.polyphony.agent.Request;
import dev.polyphony.agent.Run;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RerunTest {
    private static final Tool ADD = Tool.named("text.add")
            .does("Adds words to a text.")
            .takes("text", TEXT)
            .takes("words", TEXT)
            .gives(TEXT, call -> call.text("text") + call.text("words"));

    @TempDir
    Path folder;

    private static Task add(String id, Input text, String words) {
        return Task.of(id, "text.add", Map.of("text", text, "words", new Input.Literal(words)));
    }

    /** Ten tasks: two chains of four that meet in the ninth, and a tenth after it. */
    private static Draft plan(String wordsOfSecond) {
        List<Task> tasks = new ArrayList<>();
        for (String chain : List.of("a", "b")) {
            for (int i = 1; i <= 4; i++) {
                Input text = i == 1 ? new Input.Literal(chain) : Input.Made.by(chain + (i - 1), "text");
                tasks.add(add(chain + i, text, chain.equals("a") && i == 2 ? wordsOfSecond : String.valueOf(i)));
            }
        }
        tasks.add(new Task(
                "c1",
                "text.add",
                Map.of("text", Input.Made.by("a4", "text"), "words", Input.Made.by("b4", "text")),
                List.of()));
        tasks.add(add("c2", Input.Made.by("c1", "text"), "!"));
        return Draft.of(tasks);
    }

    @Test
    void runsExactlyTheConeOfAnEdit() throws InterruptedException {
        try (Rig rig = new Rig(folder, request -> plan("2"), builder -> {}, ADD)) {
            Run first = rig.start("go");
            assertThat(first.answer().text()).isEqualTo("a1234b1234!");
            Request request = new Request("go", List.of(), first.sessionId(), "tools");
            Run second = rig.engine.rerun(first.id(), request, plan("-"));
            assertThat(second.answer().text()).isEqualTo("a1-34b1234!");
            List<RunEvent> events = eventsOf(second);
            Set<String> ran = new TreeSet<>();
            only(events, RunEvent.TaskStarted.class).forEach(e -> ran.add(e.taskId()));
            assertThat(ran).containsExactly("a2", "a3", "a4", "c1", "c2");
            assertThat(only(events, RunEvent.TaskSucceeded.class).stream().filter(RunEvent.TaskSucceeded::cached))
                    .extracting(RunEvent.TaskSucceeded::taskId)
                    .containsExactlyInAnyOrder("a1", "b1", "b2", "b3", "b4");
            assertThat(only(events, RunEvent.ArtifactCreated.class).stream()
                            .filter(e -> e.taskId().equals("b4"))
                            .map(e -> e.provenance().runId()))
                    .containsExactly(first.id());
            assertThat(((RunEvent.RunCreated) events.get(0)).parentRunId()).isEqualTo(first.id());
        }
    }

    @Test
    void runsAPlanThatWasMadeByHand() throws InterruptedException {
        try (Rig rig = new Rig(folder, request -> Draft.answering("not asked"), builder -> {}, ADD)) {
            assertThat(rig.engine
                            .start(Request.of("by hand", List.of()), plan("2"))
                            .answer()
                            .text())
                    .isEqualTo("a1234b1234!");
        }
    }

    @Test
    void refusesAnEditThatIsNoPlan() throws InterruptedException {
        try (Rig rig = new Rig(folder, request -> plan("2"), builder -> {}, ADD)) {
            Run first = rig.start("go");
            first.answer();
            Draft wrong = Draft.of(List.of(Task.of("t1", "no.tool", Map.of())));
            assertThatThrownBy(() -> rig.engine.rerun(first.id(), Request.of("go", List.of()), wrong))
                    .isInstanceOf(InvalidPlanException.class)
                    .hasMessageContaining("no.tool");
        }
    }

    @Test
    void refusesToRepeatARunThatIsNotKnown() {
        try (Rig rig = new Rig(folder, request -> plan("2"), builder -> {}, ADD)) {
            assertThatThrownBy(() -> rig.engine.rerun("nowhere", Request.of("go", List.of()), plan("2")))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContainingAll("nowhere", "Maybe");
        }
    }
}
