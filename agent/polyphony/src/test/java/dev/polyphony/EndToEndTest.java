package dev.polyphony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.Answer;
import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Embedder;
import dev.polyphony.agent.EventReader;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.JournalEntry;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Provenance;
import dev.polyphony.agent.Request;
import dev.polyphony.agent.Run;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.UnsupportedFeatureException;
import dev.polyphony.tools.anytoany.AnyToAnyModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** End-to-end mode through the whole agent, on the miniature: its words mean nothing, but it plays when it is asked to. */
class EndToEndTest {
    private static final Path MINIATURE = Path.of("../../tools/anytoany/src/test/resources/models/miniature");
    private static final String PLAYS = "draw a small red circle at the top left and play the note A";

    @TempDir
    private Path home = Path.of("");

    private Polyphony agent;

    @BeforeEach
    void open() {
        agent = Polyphony.builder()
                .home(home.resolve("home"))
                .embedder(new OneVector())
                .endToEnd(AnyToAnyModel.in(MINIATURE))
                .build();
    }

    @AfterEach
    void close() {
        agent.close();
    }

    private static List<RunEvent> events(Run run) throws InterruptedException {
        List<RunEvent> events = new ArrayList<>();
        EventReader reader = run.events(0);
        for (JournalEntry entry = reader.next(); entry != null; entry = reader.next()) {
            events.add(entry.event());
        }
        return events;
    }

    private static <E extends RunEvent> Stream<E> only(List<RunEvent> events, Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast);
    }

    @Test
    void answersInWordsAndMediaWithProgressAndProvenance() throws InterruptedException {
        Run run = agent.start(new Request(PLAYS, List.of(), null, "end-to-end"));
        Answer answer = run.answer();
        List<RunEvent> events = events(run);
        assertThat(only(events, RunEvent.PlanProposed.class)
                        .findFirst()
                        .orElseThrow()
                        .planner())
                .isEqualTo("direct");
        assertThat(answer.artifacts()).isNotEmpty().allMatch(a -> a.modality().isMedia());
        assertThat(answer.artifacts()).extracting(Artifact::modality).contains(Modality.AUDIO);
        String deltas = String.join(
                "",
                only(events, RunEvent.AnswerDelta.class)
                        .map(RunEvent.AnswerDelta::text)
                        .toList());
        assertThat(answer.text())
                .isEqualTo(deltas)
                .contains("](artifact:" + answer.artifacts().get(0).id());
        int words = events.indexOf(
                only(events, RunEvent.AnswerDelta.class).findFirst().orElseThrow());
        int made = events.indexOf(
                only(events, RunEvent.ArtifactCreated.class).findFirst().orElseThrow());
        assertThat(words).isLessThan(made);
        assertThat(only(events, RunEvent.TaskProgress.class).map(RunEvent.TaskProgress::done))
                .contains(1.0, 12.0);
        Provenance provenance =
                agent.artifacts().provenance(answer.artifacts().get(0).id()).get(0);
        assertThat(provenance.tool()).isEqualTo(AnyToAnyModel.TOOL);
        assertThat(provenance.binding()).contains("miniature 1");
        assertThat(provenance.seed()).isNotNull();
        assertThat(provenance.parameters()).containsEntry("text", PLAYS);
    }

    @Test
    void aFollowUpSeesTheTurnsBeforeWithTheirMedia() throws InterruptedException {
        Run first = agent.start(new Request(PLAYS, List.of(agent.attach(Samples.smallPicture())), null, "end-to-end"));
        Answer played = first.answer();
        Run second = agent.start(new Request("make it blue", List.of(), first.sessionId(), "end-to-end"));
        second.answer();
        Task task = only(events(second), RunEvent.PlanAccepted.class)
                .findFirst()
                .orElseThrow()
                .plan()
                .tasks()
                .get(0);
        String before = ((Input.Literal) task.inputs().get("before")).text();
        assertThat(before).startsWith("user: [image 1] " + PLAYS + "\nmodel: ");
        for (Artifact made : played.artifacts()) {
            assertThat(task.inputs().get(made.modality().portName()).items()).contains(new Input.Given(made.id()));
        }
    }

    @Test
    void autoTakesTheModelForItsOwnWordsAndSaysWhy() throws InterruptedException {
        Run known = agent.start(new Request("draw a small red circle", List.of(), null, "auto"));
        known.answer();
        assertThat(only(events(known), RunEvent.PlanProposed.class)
                        .findFirst()
                        .orElseThrow()
                        .findings()
                        .get(0)
                        .message())
                .contains("auto chose mode \"end-to-end\"", "knows all the words");
        Run unknown = agent.start(new Request("draw a zebra", List.of(), null, "auto"));
        unknown.answer();
        assertThat(only(events(unknown), RunEvent.PlanProposed.class)
                        .findFirst()
                        .orElseThrow()
                        .findings()
                        .get(0)
                        .message())
                .contains("auto chose mode \"tools\"", "zebra");
    }

    @Test
    void saysClearlyThatThereIsNoModel() {
        try (Polyphony without = Polyphony.builder().home(home.resolve("other")).build()) {
            assertThatThrownBy(() -> without.start(new Request("hello", List.of(), null, "end-to-end")))
                    .isInstanceOf(UnsupportedFeatureException.class)
                    .hasMessageContainingAll("any-to-any", "Maybe");
        }
    }

    /** Finds all words alike: these tests need no meaning. */
    private static final class OneVector implements Embedder {
        @Override
        public String name() {
            return "one";
        }

        @Override
        public List<float[]> embed(List<String> texts) {
            return texts.stream().map(text -> new float[] {1, 0}).toList();
        }
    }
}
