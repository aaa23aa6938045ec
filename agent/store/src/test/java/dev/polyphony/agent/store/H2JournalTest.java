package dev.polyphony.agent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.JournalEntry;
import dev.polyphony.agent.Measures;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Problem;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.RunState;
import dev.polyphony.agent.Session;
import dev.polyphony.agent.StorageException;
import dev.polyphony.agent.codec.EventCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2JournalTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00.123456Z");

    @TempDir
    Path home;

    private H2Journal journal;

    @BeforeEach
    void open() {
        journal = H2Journal.open(home.resolve("journal"), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private void append(String run, long seq, RunEvent event) {
        journal.append(new JournalEntry(seq, run, NOW.plusSeconds(seq), event));
    }

    private static RunEvent.RunCreated created(String session, String text, Artifact... attachments) {
        return new RunEvent.RunCreated(session, null, "tools", text, List.of(attachments));
    }

    @Test
    void readsBackWhatWasAppendedAfterItWasOpenedAgain() {
        Artifact photo =
                new Artifact("a".repeat(64), Modality.IMAGE, "image/png", 7, "x.png", Measures.ofPicture(3, 4));
        journal.open("s", "A session");
        append("r", 1, created("s", "look", photo));
        append("r", 2, new RunEvent.AnswerDelta("a long answer ".repeat(1_000)));
        append("r", 3, new RunEvent.AnswerCompleted("all", List.of()));
        append("r", 4, new RunEvent.RunCompleted(Duration.ofMillis(42)));
        List<JournalEntry> before = journal.read("r", 0, 10);
        journal.close();
        open();
        assertThat(journal.read("r", 0, 10)).isEqualTo(before).hasSize(4);
        assertThat(journal.read("r", 2, 1)).containsExactly(before.get(2));
        assertThat(journal.read("r", 4, 1)).isEmpty();
        assertThat(journal.run("r")).hasValueSatisfying(run -> {
            assertThat(run.state()).isEqualTo(RunState.COMPLETED);
            assertThat(run.answer()).isEqualTo("all");
            assertThat(run.elapsed()).isEqualTo(Duration.ofMillis(42));
            assertThat(run.attachments()).containsExactly(photo);
            assertThat(run.createdAt()).isEqualTo(NOW.plusSeconds(1));
        });
    }

    @Test
    void tellsHowARunEnded() {
        journal.open("s", "t");
        Duration second = Duration.ofSeconds(1);
        append("a", 1, created("s", "a"));
        append("a", 2, new RunEvent.RunCancelled(second));
        append("b", 1, created("s", "b"));
        append("b", 2, new RunEvent.RunFailed(second, new Problem("tool_failed", "no", false)));
        append("c", 1, created("s", "c"));
        append("c", 2, new RunEvent.RunFailed(second, new Problem("interrupted", "no", true)));
        append("d", 1, created("s", "d"));
        assertThat(journal.runs("s"))
                .extracting(run -> run.state())
                .containsExactly(RunState.CANCELLED, RunState.FAILED, RunState.INTERRUPTED, RunState.RUNNING);
    }

    @Test
    void aRunOfALivingProcessIsNotUnfinishedBusinessOfAnother() {
        journal.open("s", "t");
        append("r", 1, created("s", "go"));
        assertThat(journal.unfinished()).isEmpty();
    }

    @Test
    void findsSessionsByTheirTitleTheLatestUsedFirst() {
        journal.open("s1", "Photos of Rome");
        journal.open("s2", "A talk");
        journal.open("s3", "More photos");
        append("r1", 1, created("s1", "go"));
        assertThat(journal.sessions("PHOTO", 10)).extracting(Session::id).containsExactly("s1", "s3");
        assertThat(journal.sessions("", 1)).extracting(Session::id).containsExactly("s1");
        assertThat(journal.sessions("100%_", 10)).isEmpty();
    }

    @Test
    void keepsTheTitleOfASessionThatIsOpenedAgain() {
        journal.open("s", "first");
        assertThat(journal.open("s", "second").title()).isEqualTo("first");
        journal.openNew("new", "at once");
        assertThat(journal.open("new", "later").title()).isEqualTo("at once");
        assertThat(journal.session("new").orElseThrow().title()).isEqualTo("at once");
        journal.rename("s", "third");
        assertThat(journal.session("s"))
                .hasValueSatisfying(s -> assertThat(s.title()).isEqualTo("third"));
    }

    @Test
    void removesASessionWithItsRuns() {
        journal.open("s", "t");
        append("r", 1, created("s", "go"));
        journal.delete("s");
        assertThat(journal.session("s")).isEmpty();
        assertThat(journal.run("r")).isEmpty();
        assertThat(journal.read("r", 0, 10)).isEmpty();
    }

    @Test
    void refusesTheSameNumberTwice() {
        journal.open("s", "t");
        append("r", 1, created("s", "go"));
        append("r", 2, new RunEvent.AnswerDelta("x"));
        assertThatThrownBy(() -> append("r", 2, new RunEvent.AnswerDelta("y")))
                .isInstanceOf(StorageException.class)
                .hasMessageContainingAll("journal.mv.db failed", "Maybe");
    }

    private List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.filter(file -> file.toString().endsWith(".log")).toList();
        }
    }

    @Test
    void leavesNoFileButTheDatabaseWhenItIsClosed() throws IOException {
        journal.open("s", "t");
        append("r", 1, created("s", "go"));
        journal.close();
        assertThat(logs()).isEmpty();
        open();
        assertThat(journal.read("r", 0, 10)).hasSize(1);
    }

    @Test
    void takesOverWhatAProcessThatDiedHadNotPutIntoTheDatabase() throws IOException {
        RunEvent created = created("s", "go");
        String left = new Line.Opened(new Session("s", "A title: 100% \n new", NOW, NOW)).text() + "\n"
                + EventCodec.encode(new JournalEntry(1, "r", NOW, created)) + "\n"
                + "{\"seq\": nonsense}\n"
                + EventCodec.encode(new JournalEntry(2, "r", NOW, new RunEvent.AnswerDelta("ä"))) + "\n"
                + "{\"seq\": 3, \"cut";
        Files.writeString(home.resolve("journal.1@0.w.10.log"), left);
        assertThat(journal.read("r", 0, 10))
                .extracting(JournalEntry::event)
                .containsExactly(created, new RunEvent.AnswerDelta("ä"));
        assertThat(journal.unfinished()).containsExactly("r");
        assertThat(journal.session("s"))
                .hasValueSatisfying(s -> assertThat(s.title()).isEqualTo("A title: 100% \n new"));
        assertThat(logs()).isEmpty();
    }

    @Test
    void takesNothingTwiceIfAProcessDiedBetweenTheDatabaseAndItsFile() throws IOException {
        journal.open("s", "t");
        append("r", 1, created("s", "go"));
        append("r", 2, new RunEvent.AnswerDelta("x"));
        List<JournalEntry> before = journal.read("r", 0, 10);
        String left = EventCodec.encode(before.get(1)) + "\n"
                + EventCodec.encode(new JournalEntry(3, "r", NOW, new RunEvent.AnswerDelta("y"))) + "\n";
        Files.writeString(home.resolve("journal.1@0.w.0.log"), left);
        assertThat(journal.read("r", 0, 10))
                .startsWith(before.get(0), before.get(1))
                .hasSize(3);
    }

    @Test
    void dropsWhatBelongsToASessionThatWasRemoved() {
        journal.open("s", "t");
        append("r", 1, created("s", "go"));
        journal.delete("s");
        append("r", 2, new RunEvent.AnswerDelta("x"));
        journal.open("other", "t");
        append("o", 1, created("other", "go"));
        assertThat(journal.read("r", 0, 10)).isEmpty();
        assertThat(journal.read("o", 0, 10)).hasSize(1);
    }

    @Test
    void takesNothingMoreOnceItIsClosed() {
        journal.open("s", "t");
        journal.close();
        assertThatThrownBy(() -> append("r", 1, created("s", "go")))
                .isInstanceOf(StorageException.class)
                .hasMessageContainingAll("is closed", "Maybe");
    }

    @Test
    void saysWhatToDoWithAFileThatIsNoJournal() throws IOException {
        Path file = home.resolve("other");
        Files.writeString(home.resolve("other.mv.db"), "this is no database ".repeat(1_000));
        assertThatThrownBy(() -> H2Journal.open(file))
                .isInstanceOf(StorageException.class)
                .hasMessageContainingAll("other.mv.db can't be opened", "Maybe it is damaged");
    }

    @Test
    void saysWhatToDoWithAHomeThatIsAFile() throws IOException {
        Path file = Files.writeString(home.resolve("plain"), "x");
        assertThatThrownBy(() -> H2Journal.open(file.resolve("journal")))
                .isInstanceOf(StorageException.class)
                .hasMessageContainingAll("can't be kept", "Maybe check the rights");
    }
}
