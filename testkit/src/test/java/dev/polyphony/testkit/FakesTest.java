package dev.polyphony.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.ArtifactStore.Description;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.agent.JournalEntry;
import dev.polyphony.agent.Measures;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.NotFoundException;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.PlanningFailedException;
import dev.polyphony.agent.Probe;
import dev.polyphony.agent.ProviderUnavailableException;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.RunState;
import dev.polyphony.agent.StorageException;
import dev.polyphony.agent.Value;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FakesTest {
    private static final Outputs WORDS = Outputs.of("text", new Value.Text("words"));

    @TempDir
    Path folder;

    private FakeCall call() {
        return FakeCall.of(Map.of(), folder);
    }

    @Test
    void workReportsItsStepsAndNotesItsCalls() throws Exception {
        FakeWork work = FakeWork.giving(WORDS).inSteps(2);
        FakeCall call = call();
        assertThat(work.run(call)).isEqualTo(WORDS);
        assertThat(call.reported()).containsExactly("1/2", "2/2");
        assertThat(work.calls()).containsExactly(call);
    }

    @Test
    void workFailsAsOftenAsItIsTold() throws Exception {
        FakeWork work = FakeWork.giving(WORDS).failing(1, new ProviderUnavailableException("down"));
        assertThatThrownBy(() -> work.run(call())).hasMessage("down");
        assertThat(work.run(call())).isEqualTo(WORDS);
    }

    @Test
    void heldWorkWaitsAndCountsBeingStopped() throws Exception {
        FakeWork work = FakeWork.giving(WORDS).held();
        Stopping.check(() -> work.run(call()), work::awaitBegun, Duration.ofSeconds(5));
        assertThat(work.stopped()).isEqualTo(1);
        work.release();
        assertThat(work.run(call())).isEqualTo(WORDS);
    }

    @Test
    void plannerGivesItsDraftsInTurn() {
        ScriptedPlanner planner = ScriptedPlanner.giving(Draft.answering("one"), Draft.answering("two"));
        PlanRequest request = PlanRequest.of("hello", List.of(), Examples.toolbox());
        assertThat(planner.plan(request).answer()).isEqualTo("one");
        assertThat(planner.plan(request).answer()).isEqualTo("two");
        assertThat(planner.plan(request).answer()).isEqualTo("two");
        assertThat(planner.asked()).hasSize(3);
        assertThatThrownBy(() -> ScriptedPlanner.failing(new PlanningFailedException("no"))
                        .plan(request))
                .hasMessage("no");
    }

    @Test
    void clockStandsStillUntilPutForwardAndIdsCount() {
        ManualClock clock = new ManualClock();
        Instant before = clock.instant();
        clock.advance(Duration.ofSeconds(5));
        assertThat(Duration.between(before, clock.instant())).isEqualTo(Duration.ofSeconds(5));
        CountingIds ids = new CountingIds("run");
        assertThat(ids.next()).isEqualTo("run-1");
        assertThat(ids.next()).isEqualTo("run-2");
    }

    @Test
    void storeKeepsWholeArtifactsByTheirHash() throws Exception {
        FolderArtifactStore store = new FolderArtifactStore(folder);
        Description text = new Description(new Probe.Result(Modality.TEXT, "text/plain", Measures.NONE), "a.txt");
        byte[] bytes = {1, 2, 3};
        var artifact = store.put(new ByteArrayInputStream(bytes), 3, file -> text);
        assertThat(store.put(new ByteArrayInputStream(bytes), 3, file -> text)).isEqualTo(artifact);
        assertThat(store.all()).containsExactly(artifact);
        assertThat(Files.readAllBytes(store.file(artifact.id()))).isEqualTo(bytes);
        assertThatThrownBy(() -> store.put(new ByteArrayInputStream(new byte[4]), 3, file -> text))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> store.put(new ByteArrayInputStream(new byte[2]), 3, file -> {
                    throw new InvalidRequestException("refused");
                }))
                .hasMessage("refused");
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
        assertThatThrownBy(() -> store.file("0")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void journalKeepsOrderAndCanBeFull() {
        InMemoryJournal journal = new InMemoryJournal();
        journal.open("s", "Title");
        journal.append(entry(1, new RunEvent.RunCreated("s", null, "tools", "hello", List.of())));
        assertThat(journal.unfinished()).containsExactly("r");
        assertThatThrownBy(() -> journal.append(entry(3, new RunEvent.AnswerDelta("x"))))
                .isInstanceOf(IllegalStateException.class);
        journal.append(entry(2, new RunEvent.AnswerCompleted("x", List.of())));
        journal.append(entry(3, new RunEvent.RunCompleted(Duration.ofMillis(5))));
        assertThat(journal.run("r").orElseThrow().state()).isEqualTo(RunState.COMPLETED);
        assertThat(journal.read("r", 1, 10)).hasSize(2);
        assertThat(journal.runs("s")).hasSize(1);
        assertThat(journal.sessions("tit", 10)).hasSize(1);
        journal.full(true);
        assertThatThrownBy(() -> journal.append(entry(4, new RunEvent.AnswerDelta("x"))))
                .isInstanceOf(StorageException.class);
        journal.delete("s");
        assertThat(journal.run("r")).isEmpty();
    }

    private static JournalEntry entry(long seq, RunEvent event) {
        return new JournalEntry(seq, "r", Instant.EPOCH, event);
    }
}
