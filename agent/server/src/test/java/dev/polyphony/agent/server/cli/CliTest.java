package dev.polyphony.agent.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.PolyphonyBuilder;
import dev.polyphony.agent.Fusion;
import dev.polyphony.agent.FusionRequest;
import dev.polyphony.agent.Outcome;
import dev.polyphony.agent.server.LlmConfig;
import dev.polyphony.agent.server.Settings;
import dev.polyphony.agent.server.scripted.Scripted;
import dev.polyphony.tools.local.LocalSettings;
import java.awt.Color;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CliTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path picture = Path.of("");
    private Settings settings = settings(Map.of());
    private @Nullable Fusion fusion;

    @BeforeEach
    void draw() throws IOException {
        picture = Files.write(folder.resolve("sea.png"), Scripted.picture(40, 30, Color.BLUE));
    }

    @Test
    void showsThePlanEachTaskAndTheAnswer() {
        assertThat(run("ask", "upper speak", "--out", folder.resolve("out").toString()))
                .isEqualTo(Cli.OK);
        assertThat(out.toString())
                .contains("Plan, by scripted", "t1 text.upper", "└─ t2 text.speak", "text ← t1.text")
                .contains("▸ t1 text.upper", "✓ t2 text.speak", "done in");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void putsResultsWhereTheUserFindsThemAndSaysWhere() throws IOException {
        Path results = folder.resolve("out");
        assertThat(run("ask", "mark speak", "--attach", picture.toString(), "--out", results.toString()))
                .isEqualTo(Cli.OK);
        try (Stream<Path> files = Files.list(results)) {
            List<Path> saved = files.sorted().toList();
            assertThat(saved)
                    .extracting(file -> file.getFileName().toString())
                    .containsExactly("picture-with-a-frame.png", "speech.wav");
            assertThat(saved).allSatisfy(file -> assertThat(out.toString()).contains("→ " + file));
        }
        assertThat(out.toString()).doesNotContain("artifact:");
    }

    /** As a language model may do it: it speaks of one result and forgets the other. */
    @Test
    void savesWhatTheAnswerDoesNotSpeakOf() throws IOException {
        fusion = new Fusion() {
            @Override
            public String name() {
                return "forgetful";
            }

            @Override
            public void fuse(FusionRequest request, Consumer<String> pieces) {
                String picture = ((Outcome.Success)
                                Objects.requireNonNull(request.outcomes().get("t1")))
                        .outputs()
                        .values()
                        .iterator()
                        .next()
                        .get(0)
                        .id();
                pieces.accept("Here is ![it](artifact:%s).".formatted(picture));
            }
        };
        Path results = folder.resolve("out");
        assertThat(run("ask", "mark speak", "--attach", picture.toString(), "--out", results.toString()))
                .isEqualTo(Cli.OK);
        try (Stream<Path> files = Files.list(results)) {
            assertThat(files)
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrder("it.png", "speech.wav");
        }
        assertThat(out.toString())
                .containsSubsequence("Here is", "→ " + results.resolve("it.png"), "→ " + results.resolve("speech.wav"));
    }

    @Test
    void takesAnAnswerThatNeedsNoTool() {
        assertThat(run("ask", "hello", "there")).isEqualTo(Cli.OK);
        assertThat(out.toString()).contains("Hello!").doesNotContain("Plan, by");
    }

    @Test
    void takesAModeAndSaysWhatAutoChose() {
        assertThat(run("ask", "upper", "--mode", "auto")).isEqualTo(Cli.OK);
        assertThat(out.toString()).contains("note: auto chose mode \"tools\": there is no any-to-any model.");
        assertThat(run("ask", "hello", "-m", "end-to-end")).isEqualTo(Cli.FAILED);
        assertThat(err.toString()).contains("any-to-any model, and there is none", "\nMaybe");
        refused("mode \"magic\" is none of [auto, end-to-end, tools]", "plan", "hello", "--mode", "magic");
    }

    @Test
    void failsWithTheReasonWhenNothingCameOfIt() {
        assertThat(run("ask", "fail")).isEqualTo(Cli.FAILED);
        assertThat(out.toString()).contains("✗ t1 test.fail");
        assertThat(err.toString()).startsWith("polyphony: ").contains("Maybe").doesNotContain("\tat ");
    }

    @Test
    void printsEventsAsJsonAlone() {
        assertThat(run("ask", "upper", "--json")).isEqualTo(Cli.OK);
        assertThat(out.toString().lines()).allMatch(line -> line.startsWith("{\"seq\":") && line.endsWith("}"));
        assertThat(out.toString()).contains("\"run.completed\"");
    }

    @Test
    void showsAKeptRunAgain() {
        run("ask", "upper");
        String id = out.toString().replaceAll("(?s).*Run (\\S+), .*", "$1");
        out.getBuffer().setLength(0);
        assertThat(run("run", id)).isEqualTo(Cli.OK);
        assertThat(out.toString()).contains("t1 text.upper", "SOME WORDS", id);
    }

    @Test
    void refusesAnUnknownRunOrSession() {
        refused("there is no run \"nope\"", "run", "nope");
        refused("there is no session \"nope\"", "ask", "hi", "--session", "nope");
    }

    @Test
    void plansAsADrawingOrAsJson() {
        assertThat(run("plan", "upper speak")).isEqualTo(Cli.OK);
        assertThat(out.toString())
                .contains("t1 text.upper", "└─ t2 text.speak")
                .contains("a time that is not known yet", "cost nothing", "No tool sends anything away");
        assertThat(run("ask", "upper")).isEqualTo(Cli.OK);
        out.getBuffer().setLength(0);
        assertThat(run("plan", "upper speak")).isEqualTo(Cli.OK);
        assertThat(out.toString()).containsPattern("about \\d+\\.\\d s, and what t2 takes \\(not called so far\\)");
        out.getBuffer().setLength(0);
        assertThat(run("plan", "upper", "--json")).isEqualTo(Cli.OK);
        assertThat(out.toString()).startsWith("{\"plan\":").contains("\"planner\":\"scripted\"");
    }

    @Test
    void explainsHowAPlanCame() {
        assertThat(run("plan", "speak the words \"good morning\"", "--explain")).isEqualTo(Cli.OK);
        assertThat(out.toString())
                .contains("step 1  command", "chosen plan, cost", "second-best plan, cost", "because");
    }

    @Test
    void listsToolsAndWhatIsMissing() {
        assertThat(run("tools")).isEqualTo(Cli.OK);
        assertThat(out.toString())
                .contains("image.mark", "IMAGE → IMAGE", "here", "Not available", "image.paint", "→ ");
        out.getBuffer().setLength(0);
        assertThat(run("tools", "--json")).isEqualTo(Cli.OK);
        assertThat(out.toString()).startsWith("{\"tools\":[");
    }

    @Test
    void refusesAnEmptyRequest() {
        refused("the request is empty", "ask");
    }

    @Test
    void refusesAFileThatIsMissingEmptyOrCutOff() throws IOException {
        refused(
                "there is no file",
                "ask",
                "x",
                "--attach",
                folder.resolve("none.png").toString());
        Path empty = Files.createFile(folder.resolve("empty.png"));
        refused("empty.png", "ask", "x", "--attach", empty.toString());
        byte[] bytes = Files.readAllBytes(picture);
        Path cut = Files.write(folder.resolve("cut.png"), java.util.Arrays.copyOf(bytes, 20));
        refused("cut.png", "ask", "x", "--attach", cut.toString());
        refused("is no file", "ask", "x", "--attach", folder.toString());
    }

    @Test
    void suggestsTheOptionThatWasMeant() {
        refused("unknown option: '--atach'", "ask", "x", "--atach");
        assertThat(err.toString()).contains("Maybe --attach");
    }

    @Test
    void suggestsTheCommandThatWasMeant() {
        refused("there is no command \"serv\"; there are ask, plan,", "serv");
        assertThat(err.toString()).containsPattern("Maybe .*serve");
        refused("Maybe polyphony ask \"What is this?\"", "What is this?");
    }

    @Test
    void helpsWhoCallsItWithoutAnything() {
        assertThat(run()).isEqualTo(Cli.USAGE);
        assertThat(out.toString()).contains("ask", "serve", "Exit codes");
        assertThat(run("ask", "--help")).isEqualTo(Cli.OK);
    }

    @Test
    void namesThePortThatIsInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            assertThat(ServeCommand.faultOf("127.0.0.1", port))
                    .isEqualTo("port %d is in use.\nMaybe --port %d".formatted(port, port + 1));
        }
        assertThat(ServeCommand.faultOf("127.0.0.1", 70_000)).contains("must be in [0, 65535]");
        assertThat(ServeCommand.faultOf("127.0.0.1", 0)).isNull();
    }

    @Test
    void listsTheModelsOfTheCatalogueAndWhichAreSet() {
        settings = settings(Map.of("llava-1-5.base-url", "http://localhost:8000"));
        assertThat(run("models")).isEqualTo(Cli.OK);
        assertThat(out.toString().lines())
                .anyMatch(line -> line.startsWith(" 1  Flamingo ") && line.endsWith("closed"))
                .anyMatch(line -> line.startsWith("20  LLaVA-1.5 ") && line.endsWith("set here"))
                .anyMatch(line -> line.contains("HuggingGPT"));
        out.getBuffer().setLength(0);
        assertThat(run("models", "--json")).isEqualTo(Cli.OK);
        assertThat(out.toString()).contains("\"models\":[{\"name\":\"Flamingo\",\"number\":1,");
    }

    @Test
    void tellsWhatIsKnownOfAModelAndHowItBecomesATool() {
        assertThat(run("models", "qwen", "vl", "chat")).isEqualTo(Cli.OK);
        assertThat(out.toString())
                .contains(
                        "image, text → text", "OpenCLIP ViT-bigG", "Qwen-7B", "<|im_start|>user\\nPicture 1", "to 1000")
                .contains("Qwen2.5-VL, Qwen3-VL", "polyphony.remote.qwen-vl-chat.base-url=");
        out.getBuffer().setLength(0);
        assertThat(run("models", "viper-gpt")).isEqualTo(Cli.OK);
        assertThat(out.toString()).contains("ViperGPT", "no code of an LLM is run");
        refused("there is no model \"gpt-9\"", "models", "gpt-9");
    }

    private static Settings settings(Map<String, String> remote) {
        return new Settings(
                Path.of("unused"),
                null,
                null,
                null,
                Duration.ofSeconds(60),
                "measured",
                true,
                Duration.ZERO,
                List.of(),
                List.of(),
                remote,
                Map.of(),
                "tools",
                null,
                List.of(),
                LocalSettings.defaults(),
                LlmConfig.NONE);
    }

    private void refused(String words, String... args) {
        err.getBuffer().setLength(0);
        assertThat(run(args)).isEqualTo(Cli.USAGE);
        assertThat(err.toString())
                .startsWith("polyphony: ")
                .contains(words)
                .contains("\nMaybe")
                .doesNotContain("\tat ");
    }

    private int run(String... args) {
        Terminal terminal = Terminal.plain(new PrintWriter(out, true), new PrintWriter(err, true));
        Path home = folder.resolve("home");
        PolyphonyBuilder agent = new Scripted().builder().home(home);
        if (fusion != null) {
            agent.fusion(fusion);
        }
        return Cli.run(new Shell(terminal, agent::build, () -> new Scripted().agent(home), () -> settings), args);
    }
}
