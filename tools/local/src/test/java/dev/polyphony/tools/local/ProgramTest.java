package dev.polyphony.tools.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.polyphony.agent.TimedOutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class ProgramTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private LocalSettings settings;

    @BeforeEach
    void lookIntoTheFolderAlone() {
        settings = LocalSettings.defaults().withPrograms("/nowhere:" + folder);
    }

    @Test
    void keepsWhatTheProgramWritesToBothStreams() throws Exception {
        Program.Result result =
                program("both", "echo out; echo error >&2; exit 3").run(folder, LONG);
        assertThat(result).isEqualTo(new Program.Result(3, "out\n", "error\n"));
    }

    @Test
    void passesArgumentsWithoutAShell() throws Exception {
        Program.Result result = program("echoes", "printf '%s' \"$1\"").run(folder, LONG, "a b; $(touch x) *");
        assertThat(result.out()).isEqualTo("a b; $(touch x) *");
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void doesNotWaitForInput() throws Exception {
        assertThat(program("reads", "cat; echo done").run(folder, LONG).out()).isEqualTo("done\n");
    }

    @Test
    void takesMoreOutputThanAPipeHolds() throws Exception {
        assertThat(program("chatty", "head -c 300000 /dev/zero | tr '\\0' x >&2")
                        .run(folder, LONG)
                        .error())
                .hasSize(300_000);
    }

    @Test
    void destroysTheProgramWhenItsTimeIsOver() throws Exception {
        Program slow = program("slow", "echo $$ > pid; exec sleep 60");
        assertThatThrownBy(() -> slow.run(folder, Duration.ofMillis(300)))
                .isInstanceOf(TimedOutException.class)
                .hasMessageContainingAll("slow", "PT0.3S", "Maybe");
        assertThat(isGone(folder.resolve("pid"))).isTrue();
    }

    @Test
    void destroysTheProgramWhenItsThreadIsInterrupted() throws Exception {
        Program slow = program("slow", "echo $$ > pid; mv pid started; exec sleep 60");
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        CountDownLatch over = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            try {
                slow.run(folder, LONG);
            } catch (Throwable e) {
                thrown.set(e);
            }
            over.countDown();
        });
        thread.start();
        await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(folder.resolve("started")));
        thread.interrupt();
        over.await();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(isGone(folder.resolve("started"))).isTrue();
    }

    @Test
    void findsNothingThatIsNotThereOrNotExecutable() throws Exception {
        Files.writeString(folder.resolve("plain"), "text");
        assertThat(Program.find("plain", settings)).isNull();
        assertThat(Program.find("gone", settings)).isNull();
        assertThat(Program.find("gone", settings.withPrograms(""))).isNull();
    }

    @Test
    void probesTellAWorkingProgramFromABrokenOne() throws Exception {
        Program program = program("works", "exit 0");
        assertThat(Probes.passes(program, work -> Files.isDirectory(work))).isTrue();
        assertThat(Probes.passes(program, work -> false)).isFalse();
        assertThat(Probes.passes(program, work -> {
                    throw new java.io.IOException("broken");
                }))
                .isFalse();
    }

    @Test
    void aProgramOfTheRightNameThatDoesNothingIsNotAdvertised() throws Exception {
        program("flite", "exit 0");
        program("pocketsphinx_continuous", "echo no model >&2; exit 1");
        assertThat(Flite.probed(settings)).isNull();
        assertThat(PocketSphinx.probed(settings)).isNull();
    }

    private static boolean isGone(Path pid) throws Exception {
        long id = Long.parseLong(Files.readString(pid).strip());
        return ProcessHandle.of(id)
                .map(process -> process.onExit().isDone() || !process.isAlive())
                .orElse(true);
    }

    private Program program(String name, String script) throws Exception {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        Program program = Program.find(name, settings);
        assertThat(program).isNotNull();
        return program;
    }
}
