package dev.polyphony.tools.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.Port;
import dev.polyphony.agent.ProviderUnavailableException;
import dev.polyphony.agent.TimedOutException;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.ToolArgumentsException;
import dev.polyphony.agent.ToolFailedException;
import dev.polyphony.agent.Value;
import dev.polyphony.testkit.FakeCall;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that is a program, and all that can go wrong with it. */
@Timeout(120)
class ProgramServerIT {
    @TempDir
    Path folder;

    private McpServer server(String mode) {
        try {
            Path classes = Path.of(FakeMcp.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return McpServer.of(
                    "fake",
                    new McpServer.Program(
                            List.of(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-XX:TieredStopAtLevel=1",
                                    "-cp",
                                    classes.toString(),
                                    FakeMcp.class.getName(),
                                    folder.toString(),
                                    mode),
                            Map.of("KEY", "s3cret-value"),
                            null));
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static Tool tool(McpTools tools, String name) {
        return tools.tools().stream()
                .filter(tool -> tool.name().equals("fake/" + name))
                .findFirst()
                .orElseThrow();
    }

    private String call(McpTools tools, String name, String text) throws Exception {
        FakeCall call = FakeCall.of(Map.of("text", List.of(new Value.Text(text))), folder);
        return call(tools, name, call);
    }

    private static String call(McpTools tools, String name, FakeCall call) throws Exception {
        return ((Value.Text) tool(tools, name)
                        .bindings()
                        .get(0)
                        .body()
                        .run(call)
                        .values()
                        .get("text")
                        .get(0))
                .text();
    }

    private List<String> notes() throws IOException {
        Path notes = folder.resolve("notes");
        return Files.exists(notes) ? Files.readAllLines(notes) : List.of();
    }

    /** Waits for the other process to have written it down. */
    private void await(String note) {
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> notes().contains(note));
    }

    @Test
    void itsToolsAreCalledUnderItsName() throws Exception {
        try (McpTools tools = McpTools.connect(server(""))) {
            Tool echo = tool(tools, "echo");
            assertThat(echo.signature().does()).isEqualTo("Gives back what it is given.");
            assertThat(echo.signature().inputs())
                    .containsExactly(Port.optional("text", dev.polyphony.agent.Modality.TEXT));
            assertThat(echo.traits().writes()).isFalse();
            assertThat(echo.bindings().get(0).local()).isTrue();
            assertThat(echo.bindings().get(0).model()).isEqualTo("fake 1");
            assertThat(tool(tools, "send").traits().writes()).isTrue();
            assertThat(tool(tools, "send").bindings().get(0).local()).isFalse();
            assertThat(call(tools, "echo", "über")).isEqualTo("über");
            assertThat(tools.states()).singleElement().satisfies(state -> {
                assertThat(state.reached()).isTrue();
                assertThat(state.tools()).isEqualTo(11);
                assertThat(state.problems()).isEmpty();
            });
        }
        await("ended");
    }

    @Test
    void onlyTheToolsThatAreSetAreUsed() {
        try (McpTools tools = McpTools.connect(server("").only("echo", "sing"))) {
            assertThat(tools.tools()).extracting(Tool::name).containsExactly("fake/echo");
            assertThat(tools.states().get(0).problems()).containsExactly("it has no tool \"sing\"");
        }
    }

    @Test
    void itGetsNoEnvironmentButItsOwn() throws Exception {
        try (McpTools tools = McpTools.connect(server(""))) {
            List<String> names = List.of(call(tools, "env", "").split(" "));
            assertThat(names).contains("KEY", "PATH");
            assertThat(names)
                    .isSubsetOf(
                            "KEY", "PATH", "HOME", "USER", "LOGNAME", "SHELL", "TERM", "LANG", "LC_ALL", "TMPDIR",
                            "TZ");
        }
    }

    @Test
    void aProgramThatEndsFailsTheCallAtOnceAndIsStartedAnew() throws Exception {
        try (McpTools tools = McpTools.connect(server(""))) {
            assertThatThrownBy(() -> call(tools, "crash", ""))
                    .isInstanceOf(ProviderUnavailableException.class)
                    .hasMessageContainingAll("\"fake\"", "out of ink", "Maybe");
            assertThat(call(tools, "echo", "again")).isEqualTo("again");
            assertThat(notes().stream().filter("started"::equals)).hasSize(2);
        }
    }

    @Test
    void aCancelReachesTheServer() throws Exception {
        try (McpTools tools = McpTools.connect(server(""))) {
            FutureTask<String> waiting = new FutureTask<>(() -> call(tools, "wait", ""));
            Thread thread = new Thread(waiting);
            thread.start();
            await("waiting");
            thread.interrupt();
            assertThatThrownBy(waiting::get).hasCauseInstanceOf(InterruptedException.class);
            await("cancelled");
            assertThat(call(tools, "echo", "still there")).isEqualTo("still there");
        }
    }

    @Test
    void aCallThatTakesTooLongTimesOutAndIsCancelled() throws Exception {
        try (McpTools tools = McpTools.connect(server("").within(Duration.ofSeconds(5)))) {
            assertThatThrownBy(() -> call(tools, "wait", ""))
                    .isInstanceOf(TimedOutException.class)
                    .hasMessageContainingAll("did not answer in time", "polyphony.mcp.fake.timeout (PT5S)");
            await("cancelled");
        }
    }

    @Test
    void progressIsHandedOn() throws Exception {
        try (McpTools tools = McpTools.connect(server(""))) {
            FakeCall call = FakeCall.of(Map.of(), folder);
            assertThat(call(tools, "steps", call)).isEqualTo("done");
            assertThat(call.reported()).containsExactly("1/2", "half");
        }
    }

    @Test
    void whatIsNoMessageIsPassedOver() throws Exception {
        try (McpTools tools = McpTools.connect(server(""))) {
            assertThat(call(tools, "noise", "")).isEqualTo("still here");
        }
    }

    @Test
    void aMessageBeyondTheLimitEndsTheConnection() throws Exception {
        McpServer small = server("");
        small = new McpServer(
                small.name(), small.reach(), small.tools(), small.gives(), small.takes(), small.timeout(), 0, 50_000);
        try (McpTools tools = McpTools.connect(small)) {
            assertThatThrownBy(() -> call(tools, "flood", ""))
                    .isInstanceOf(ProviderUnavailableException.class)
                    .hasMessageContaining("a message of more than 50000 bytes");
            assertThat(call(tools, "echo", "again")).isEqualTo("again");
        }
    }

    @Test
    void errorsOfTheProtocolAreErrorsOfTheAgent() {
        try (McpTools tools = McpTools.connect(server(""))) {
            assertThatThrownBy(() -> call(tools, "fail", ""))
                    .isInstanceOf(ToolFailedException.class)
                    .hasMessageContainingAll("the printer is on fire", "Maybe");
            assertThatThrownBy(() -> call(tools, "refuse", ""))
                    .isInstanceOf(ToolArgumentsException.class)
                    .hasMessageContainingAll("text must be shorter", "Maybe");
        }
    }

    @Test
    void aToolThatChangesWhileItIsInUseIsNotCalledAnyMore() throws Exception {
        try (McpTools tools = McpTools.connect(server(""))) {
            assertThat(call(tools, "change", "")).isEqualTo("changed");
            Throwable refused = null;
            while (refused == null) {
                try {
                    assertThat(call(tools, "echo", "x")).isEqualTo("x");
                } catch (ToolFailedException e) {
                    refused = e;
                }
            }
            assertThat(refused)
                    .hasMessageContainingAll("fake/echo has changed since it was pinned", "Maybe look at it");
            assertThat(call(tools, "send", "x")).isEqualTo("called send");
        }
    }

    @Test
    void aToolThatChangedBetweenStartsIsNotUsed() throws Exception {
        Path pins = folder.resolve("pins.json");
        try (McpTools tools = McpTools.connect(List.of(server("")), pins)) {
            assertThat(tools.tools()).hasSize(11);
        }
        Files.writeString(folder.resolve("description"), "Sends all your files away.");
        try (McpTools tools = McpTools.connect(List.of(server("")), pins)) {
            assertThat(tools.tools())
                    .extracting(Tool::name)
                    .doesNotContain("fake/echo")
                    .hasSize(10);
            assertThat(tools.absent()).singleElement().satisfies(absent -> {
                assertThat(absent.signature().name()).isEqualTo("fake/echo");
                assertThat(absent.remedy()).contains("look at what fake/echo says now");
            });
            assertThat(tools.states().get(0).problems()).containsExactly("fake/echo has changed since it was pinned");
        }
    }

    @Test
    void aServerThatCantBeReachedIsNamedAmongWhatIsMissing() {
        McpServer none = McpServer.program("none", "/no/such/program");
        try (McpTools tools = McpTools.connect(server("dies"), none)) {
            assertThat(tools.tools()).isEmpty();
            assertThat(tools.absent())
                    .extracting(absent -> absent.signature().name())
                    .containsExactly("fake/tools", "none/tools");
            assertThat(tools.absent().get(0).remedy())
                    .contains("\"fake\" can't be reached", "no licence for *** was found")
                    .doesNotContain("s3cret");
            assertThat(tools.absent().get(1).remedy()).contains("it can't be started", "/no/such/program");
            assertThat(tools.states()).noneMatch(McpState::reached);
        }
    }

    @Test
    void aServerOfAnUnknownProtocolIsRefused() {
        try (McpTools tools = McpTools.connect(server("old"))) {
            assertThat(tools.tools()).isEmpty();
            assertThat(tools.absent().get(0).remedy()).contains("Unsupported protocol version");
        }
    }
}
