package dev.polyphony.agent.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.JournalEntry;
import dev.polyphony.agent.RunEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a writing process the hard way and looks at what it left. */
@Timeout(120)
class JournalCrashTest {
    private static final int KILLS = 4;

    @TempDir
    Path home;

    /** Appends to the journal for ever and prints each number once it is appended. */
    static final class Writer {
        public static void main(String[] args) {
            H2Journal journal = H2Journal.open(Path.of(args[0]));
            journal.open("s", "crash");
            journal.append(new JournalEntry(
                    1, args[1], Instant.now(), new RunEvent.RunCreated("s", null, "tools", "go", List.of())));
            for (long seq = 2; ; seq++) {
                journal.append(new JournalEntry(seq, args[1], Instant.now(), new RunEvent.AnswerDelta("piece " + seq)));
                System.out.println(seq);
            }
        }
    }

    private static Process start(Path file, String run) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Writer.class.getName(),
                        file.toString(),
                        run)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void everyAcknowledgedEntryIsThereAfterAKill() throws IOException, InterruptedException {
        Path file = home.resolve("journal");
        for (int kill = 0; kill < KILLS; kill++) {
            String run = "run" + kill;
            Process writer = start(file, run);
            long acknowledged = readUntil(writer, 100 + 50 * kill);
            writer.destroyForcibly().waitFor();
            try (H2Journal journal = H2Journal.open(file)) {
                List<JournalEntry> entries = journal.read(run, 0, Integer.MAX_VALUE);
                assertThat(entries.size()).isGreaterThanOrEqualTo((int) acknowledged);
                for (int i = 0; i < entries.size(); i++) {
                    assertThat(entries.get(i).seq()).isEqualTo(i + 1);
                }
                assertThat(journal.unfinished()).contains(run);
            }
        }
    }

    @Test
    void severalProcessesUseOneJournalAtOnce() throws IOException, InterruptedException {
        Path file = home.resolve("journal");
        try (H2Journal journal = H2Journal.open(file)) {
            journal.open("s", "mine");
            List<Process> writers = new ArrayList<>(List.of(start(file, "one"), start(file, "two")));
            for (Process writer : writers) {
                readUntil(writer, 20);
            }
            assertThat(journal.unfinished()).isEmpty();
            for (Process writer : writers) {
                writer.destroyForcibly().waitFor();
            }
            assertThat(journal.unfinished()).containsExactlyInAnyOrder("one", "two");
            assertThat(journal.read("two", 0, 20)).hasSize(20);
        }
    }

    private static long readUntil(Process writer, long number) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8));
        long last = 0;
        while (last < number) {
            String line = lines.readLine();
            if (line == null) {
                throw new IOException("the writer ended after " + last);
            }
            last = Long.parseLong(line);
        }
        return last;
    }
}
