package dev.polyphony.agent.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.Plan;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.Task;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ViewsTest {
    private static final Plan PLAN = Plan.restored(Draft.of(List.of(
            Task.of("t1", "image.read", Map.of("picture", new Input.Given("0".repeat(64)))),
            Task.of("t2", "image.detect", Map.of("picture", new Input.Given("0".repeat(64)))),
            Task.of("t3", "text.speak", Map.of("text", Input.Made.by("t1", "text"))),
            Task.of("t4", "text.summarize", Map.of("text", Input.Made.by("t1", "text"))))));

    private final StringWriter out = new StringWriter();

    @Test
    void drawsTasksBelowWhatTheyWaitFor() {
        assertThat(PlanDrawing.of(PLAN, List.of()))
                .extracting(row -> row.tree().stripTrailing())
                .containsExactly("t1 image.read", "├─ t3 text.speak", "└─ t4 text.summarize", "t2 image.detect");
    }

    @Test
    void keepsTheScreenWithinItsWidthAndHeight() {
        show(new Terminal(new PrintWriter(out), new PrintWriter(out), true, false, 40, 6));
        assertThat(out.toString().replaceAll("\u001b\\[[0-9;]*[A-Za-z]", "").lines())
                .allMatch(line -> line.length() < 40);
        assertThat(out.toString()).contains("\u001b[", "… and 1 more");
    }

    @Test
    void endsWithTheStateOfEachTask() {
        show(new Terminal(new PrintWriter(out), new PrintWriter(out), true, false, 100, 24));
        String last = out.toString().substring(out.toString().lastIndexOf("\u001b[0J"));
        assertThat(last).contains("✓ t1 image.read", "done in 0.5 s", "· t2", "waiting");
    }

    @Test
    void colourIsLeftOutWhereItIsNotWanted() {
        show(new Terminal(new PrintWriter(out), new PrintWriter(out), true, false, 100, 24));
        assertThat(out.toString()).doesNotContain("\u001b[32m", "\u001b[1m");
        show(new Terminal(new PrintWriter(out), new PrintWriter(out), true, true, 100, 24));
        assertThat(out.toString()).contains("\u001b[32m");
    }

    @Test
    void takesOutWhatWouldSteerTheTerminal() {
        Terminal terminal = Terminal.plain(new PrintWriter(out), new PrintWriter(out));
        assertThat(Markdown.inTerminal(terminal, "**Text:** \u001b[2Jhello\u0007  \nyou"))
                .isEqualTo("Text: [2Jhello\nyou");
    }

    @Test
    void keepsTheStateOfATaskThatBeganBeforeThePlanWasWhole() {
        Terminal screen = new Terminal(new PrintWriter(out), new PrintWriter(out), true, false, 100, 24);
        for (Terminal terminal : List.of(screen, Terminal.plain(new PrintWriter(out), new PrintWriter(out)))) {
            out.getBuffer().setLength(0);
            try (RunView view = RunView.on(terminal)) {
                view.show(new RunEvent.RunCreated("s", null, "tools", "x", List.of()));
                view.show(new RunEvent.TaskPlanned(PLAN.tasks().get(0)));
                view.show(new RunEvent.TaskStarted("t1", 1, "image.read", "local", "only one", Map.of()));
                view.show(new RunEvent.TaskSucceeded("t1", Duration.ofMillis(500), Map.of(), false));
                view.show(new RunEvent.PlanProposed(PLAN, "llm", List.of()));
            }
            assertThat(out.toString()).contains("✓ t1 image.read", "done in 0.5 s", "Plan, by llm");
        }
    }

    private static void show(Terminal terminal) {
        try (RunView view = RunView.on(terminal)) {
            view.show(new RunEvent.RunCreated("s", null, "tools", "x", List.of()));
            view.show(new RunEvent.PlanProposed(PLAN, "search", List.of()));
            view.show(new RunEvent.TaskStarted("t1", 1, "image.read", "local", "only one", Map.of()));
            view.show(new RunEvent.TaskSucceeded("t1", Duration.ofMillis(500), Map.of(), false));
        }
    }
}
