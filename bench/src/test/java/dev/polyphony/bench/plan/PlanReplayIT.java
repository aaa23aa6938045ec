package dev.polyphony.bench.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.testkit.Reply;
import dev.polyphony.testkit.ScriptedLlm;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(120)
class PlanReplayIT {
    private static final String TOOLS = """
            {"nodes": [
              {"id": "Image-to-Text", "desc": "Describes what can be seen in a picture.", "input-type": ["image"], "output-type": ["text"]},
              {"id": "Text-to-Speech", "desc": "Speaks a text aloud.", "input-type": ["text"], "output-type": ["audio"]}]}""";

    @TempDir
    private Path folder;

    private String run(int code, String... more) throws IOException {
        Files.writeString(folder.resolve("tools.json"), TOOLS);
        StringWriter out = new StringWriter();
        CommandLine command =
                new CommandLine(new PlanCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        String[] args = {
            "--tools", folder.resolve("tools.json").toString(),
            "--requests", folder.resolve("requests.jsonl").toString(),
            "--planner", "llm",
            "--llm-profile", "short",
            "--llm-model", "scripted"
        };
        String[] all = Stream.concat(Arrays.stream(args), Arrays.stream(more)).toArray(String[]::new);
        assertThat(command.execute(all)).as(out.toString()).isEqualTo(code);
        return out.toString();
    }

    private void requests(String words) throws IOException {
        Files.writeString(
                folder.resolve("requests.jsonl"), "{\"id\": \"1\", \"user_request\": \"%s\"}\n".formatted(words));
    }

    @Test
    void playsBackWhatWasRecordedAndEndsAtWhatWasNot() throws IOException {
        String tape = folder.resolve("tape.jsonl").toString();
        String first = folder.resolve("first.jsonl").toString();
        String second = folder.resolve("second.jsonl").toString();
        requests("Describe example.jpg and say it aloud");
        try (ScriptedLlm llm = ScriptedLlm.start()) {
            llm.otherwise(
                    Reply.text(
                            "{\"tasks\": [{\"tool\": \"Image-to-Text\", \"words\": null}, {\"tool\": \"Text-to-Speech\", \"words\": null}]}"));
            run(0, "--llm-url", llm.baseUrl(), "--record", tape, "--out", first);
        }

        String nowhere = ScriptedLlm.nowhere();
        run(0, "--llm-url", nowhere, "--replay", tape, "--out", second);

        assertThat(Files.readString(Path.of(first)))
                .contains("\"source\":\"Image-to-Text\"", "\"target\":\"Text-to-Speech\"");
        assertThat(Path.of(second)).hasSameTextualContentAs(Path.of(first));

        requests("Describe other.jpg");
        assertThat(run(2, "--llm-url", nowhere, "--replay", tape, "--out", second))
                .contains("none of the 2 calls", "Describe other.jpg", "Maybe");
        assertThat(run(2, "--llm-url", nowhere, "--replay", tape, "--record", tape, "--out", second))
                .contains("--record and --replay");
    }
}
