package dev.polyphony.agent.engine;

import static dev.polyphony.agent.Modality.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.Draft;
import dev.polyphony.agent.EndToEnd;
import dev.polyphony.agent.Finding;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.agent.ModeChooser;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.Planner;
import dev.polyphony.agent.Request;
import dev.polyphony.agent.Run;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.UnsupportedFeatureException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which mode plans what, and words that a tool says while it runs. */
class ModesTest {
    private static final Tool ECHO = echo("text.echo");

    @TempDir
    private Path folder = Path.of("");

    private static Tool echo(String name) {
        return Tool.named(name)
                .does("Says what it is told.")
                .takes("text", TEXT)
                .gives(TEXT, call -> "%s: %s".formatted(name, call.text("text")));
    }

    private static Tool speaker(String rest) {
        return Tool.named("model.answer").does("Answers.").takes("text", TEXT).gives(TEXT, call -> {
            call.say("I say ");
            call.say("artifact:made-up ");
            return "I say #no-such-artifact " + rest;
        });
    }

    private static Draft one(String tool, PlanRequest request) {
        return Draft.of(List.of(Task.of("t1", tool, Map.of("text", new Input.Literal(request.text())))));
    }

    private Rig rig(Tool model, ModeChooser chooser) {
        var planner = Rig.planner("direct", request -> one(model.name(), request));
        return new Rig(
                folder,
                request -> one("text.echo", request),
                builder -> builder.endToEnd(new EndToEnd(model, planner, chooser)),
                ECHO);
    }

    private static List<RunEvent> events(Rig rig, String mode) throws InterruptedException {
        return Rig.eventsOf(rig.engine.start(new Request("hello", List.of(), null, mode)));
    }

    private static RunEvent.PlanProposed proposed(List<RunEvent> events) {
        return Rig.only(events, RunEvent.PlanProposed.class).get(0);
    }

    @Test
    void eachModeHasItsPlannerAndItsTools() throws InterruptedException {
        try (Rig rig = rig(echo("model.answer"), request -> new ModeChooser.Choice(false, ""))) {
            assertThat(proposed(events(rig, "tools")).plan().tasks())
                    .extracting(Task::tool)
                    .containsExactly("text.echo");
            List<RunEvent> events = events(rig, "end-to-end");
            assertThat(proposed(events).planner()).isEqualTo("direct");
            assertThat(Rig.only(events, RunEvent.AnswerCompleted.class).get(0).text())
                    .contains("model.answer: hello");
        }
    }

    @Test
    void theModelIsNotPlannedInModeTools() {
        var planner = Rig.planner("direct", request -> one("model.answer", request));
        try (Rig rig = new Rig(
                folder,
                request -> one("model.answer", request),
                builder -> builder.endToEnd(
                        new EndToEnd(echo("model.answer"), planner, request -> new ModeChooser.Choice(false, ""))),
                ECHO)) {
            assertThatThrownBy(() -> rig.start("hello").answer()).hasMessageContaining("model.answer");
        }
    }

    @Test
    void autoChoosesAndSaysWhyInThePlan() throws InterruptedException {
        try (Rig rig = rig(
                echo("model.answer"),
                request -> new ModeChooser.Choice(
                        request.toolbox().find("model.answer").isEmpty(), "it knows all the words"))) {
            RunEvent.PlanProposed proposed = proposed(events(rig, "auto"));
            assertThat(proposed.planner()).isEqualTo("direct");
            assertThat(proposed.findings())
                    .containsExactly(new Finding(
                            Finding.Code.MODE, "", "auto chose mode \"end-to-end\": it knows all the words."));
        }
    }

    @Test
    void aPlanThatTheModeWasChosenByIsNotMadeAgain() throws InterruptedException {
        AtomicInteger plans = new AtomicInteger();
        Planner tools = Rig.planner("search", request -> {
            plans.incrementAndGet();
            return one("text.echo", request);
        });
        Planner direct = Rig.planner("direct", request -> one("model.answer", request));
        ModeChooser chooser =
                request -> new ModeChooser.Choice(false, "why", new ModeChooser.Planned(tools, tools.plan(request)));
        try (Rig rig = new Rig(
                folder,
                request -> one("text.echo", request),
                builder -> builder.endToEnd(new EndToEnd(echo("model.answer"), direct, chooser))
                        .planner(tools)
                        .fallback(tools),
                ECHO)) {
            List<RunEvent> events = events(rig, "auto");
            assertThat(proposed(events).planner()).isEqualTo("search");
            assertThat(Rig.only(events, RunEvent.AnswerCompleted.class).get(0).text())
                    .contains("text.echo: hello");
            assertThat(plans).hasValue(1);
        }
    }

    @Test
    void aPlanOfAnotherPlannerIsNotTaken() throws InterruptedException {
        AtomicInteger plans = new AtomicInteger();
        Planner tools = Rig.planner("llm", request -> {
            plans.incrementAndGet();
            return one("text.echo", request);
        });
        Planner search = Rig.planner("search", request -> one("text.other", request));
        ModeChooser chooser =
                request -> new ModeChooser.Choice(false, "why", new ModeChooser.Planned(search, search.plan(request)));
        try (Rig rig = new Rig(
                folder,
                request -> one("text.echo", request),
                builder -> builder.endToEnd(new EndToEnd(echo("model.answer"), search, chooser))
                        .planner(tools)
                        .fallback(search),
                ECHO)) {
            assertThat(proposed(events(rig, "auto")).plan().tasks())
                    .extracting(Task::tool)
                    .containsExactly("text.echo");
            assertThat(plans).hasValue(1);
        }
    }

    @Test
    void withoutAModelAutoUsesToolsAndEndToEndIsRefused() throws InterruptedException {
        try (Rig rig = new Rig(folder, request -> one("text.echo", request), builder -> {}, ECHO)) {
            assertThat(proposed(events(rig, "auto")).findings())
                    .extracting(Finding::message)
                    .containsExactly("auto chose mode \"tools\": there is no any-to-any model.");
            assertThatThrownBy(() -> events(rig, "end-to-end"))
                    .isInstanceOf(UnsupportedFeatureException.class)
                    .hasMessageContainingAll("end-to-end", "there is none", "docs/any-to-any.md");
            assertThatThrownBy(() -> events(rig, "magic"))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContainingAll("magic", "auto, end-to-end, tools");
        }
    }

    @Test
    void whatAnOnlyTaskSaysIsTheBeginningOfTheAnswer() throws InterruptedException {
        try (Rig rig = rig(speaker("and more"), request -> new ModeChooser.Choice(true, ""))) {
            List<RunEvent> events = events(rig, "end-to-end");
            List<String> deltas = Rig.only(events, RunEvent.AnswerDelta.class).stream()
                    .map(RunEvent.AnswerDelta::text)
                    .toList();
            String answer =
                    Rig.only(events, RunEvent.AnswerCompleted.class).get(0).text();
            assertThat(answer).isEqualTo("I say #no-such-artifact and more");
            assertThat(String.join("", deltas)).isEqualTo(answer);
            int said = events.indexOf(new RunEvent.AnswerDelta("I say "));
            int ended = events.indexOf(
                    Rig.only(events, RunEvent.TaskSucceeded.class).get(0));
            assertThat(said).isBetween(0, ended);
        }
    }

    @Test
    void anAnswerThatGoesAnotherWayFollowsWhole() {
        StringBuilder out = new StringBuilder("One two");
        Continued continued = new Continued("One two", out::append);
        continued.accept("One ");
        continued.accept("three");
        continued.accept(" four");
        assertThat(out).hasToString("One two\n\nOne three four");
        Continued same = new Continued("", out::append);
        same.accept("!");
        assertThat(out).hasToString("One two\n\nOne three four!");
    }

    @Test
    void twoTasksSayNothingOfTheAnswerWhileTheyRun() throws InterruptedException {
        try (Rig rig = new Rig(
                folder,
                request -> Draft.of(List.of(
                        Task.of("t1", "model.answer", Map.of("text", new Input.Literal("a"))),
                        Task.of("t2", "model.answer", Map.of("text", new Input.Literal("b"))))),
                builder -> {},
                speaker("more"))) {
            Run run = rig.start("hello");
            List<RunEvent> events = Rig.eventsOf(run);
            int last = events.lastIndexOf(
                    Rig.only(events, RunEvent.TaskSucceeded.class).get(1));
            assertThat(events.subList(0, last)).noneMatch(RunEvent.AnswerDelta.class::isInstance);
        }
    }
}
