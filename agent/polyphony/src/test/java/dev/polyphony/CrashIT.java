package dev.polyphony;

import static dev.polyphony.agent.Modality.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Attachment;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.Planner;
import dev.polyphony.agent.Request;
import dev.polyphony.agent.Run;
import dev.polyphony.agent.RunState;
import dev.polyphony.agent.RunSummary;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills the program in the middle of a run, and starts it again on the same home. */
@Timeout(120)
class CrashIT {
    @TempDir
    Path home;

    /** Runs two tasks, of which the second never ends, and tells when it has begun. */
    static final class Victim {
        public static void main(String[] args) throws InterruptedException {
            Tool quick = Tool.named("text.copy")
                    .does("Copies a text.")
                    .takes("text", TEXT)
                    .gives(TEXT, call -> "copy of " + call.text("text"));
            Tool endless = Tool.named("text.hold")
                    .does("Holds a text.")
                    .takes("text", TEXT)
                    .gives(TEXT, call -> {
                        System.out.println("holding");
                        new CountDownLatch(1).await();
                        return "";
                    });
            Planner planner = new Planner() {
                @Override
                public String name() {
                    return "fixed";
                }

                @Override
                public Draft plan(PlanRequest request) {
                    return Draft.of(List.of(
                            Task.of(
                                    "t1",
                                    "text.copy",
                                    Map.of(
                                            "text",
                                            new Input.Given(
                                                    request.attachments().get(0).id()))),
                            Task.of("t2", "text.hold", Map.of("text", Input.Made.by("t1", "text")))));
                }
            };
            Polyphony agent = Polyphony.builder()
                    .home(Path.of(args[0]))
                    .planner(planner)
                    .tools(quick, endless)
                    .build();
            Artifact note = agent.attach(Attachment.of("a note".getBytes(StandardCharsets.UTF_8), "note.txt"));
            Run run = agent.start(Request.of("hold this", List.of(note)));
            System.out.println(run.id() + " " + run.sessionId());
            run.answer();
        }
    }

    @Test
    void aRunThatWasKilledIsShownAsInterruptedAndItsArtifactsAreIntact() throws IOException, InterruptedException {
        Process victim = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Victim.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = new BufferedReader(new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8));
        String[] ids = null;
        for (String line = out.readLine(); line != null && !line.equals("holding"); line = out.readLine()) {
            ids = line.split(" ");
        }
        victim.destroyForcibly().waitFor();
        assertThat(ids).isNotNull();

        try (Polyphony agent = Polyphony.builder().home(home).build()) {
            RunSummary run = agent.journal().run(ids[0]).orElseThrow();
            assertThat(run.state()).isEqualTo(RunState.INTERRUPTED);
            assertThat(agent.journal().runs(ids[1])).hasSize(1);
            for (Artifact attachment : run.attachments()) {
                assertThat(agent.artifacts().file(attachment.id())).hasContent("a note");
            }
            assertThat(agent.run(ids[0]).orElseThrow().events(0).poll(100)).hasSizeGreaterThan(5);
        }
    }
}
