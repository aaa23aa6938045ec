package dev.polyphony.tools.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.ToolFailedException;
import dev.polyphony.agent.Value;
import dev.polyphony.testkit.FakeCall;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two public MCP servers, as they come from npm. Skipped where Node or the packages can't be had. */
@Timeout(300)
class NpmServersIT {
    private static final Path HOME = Path.of("target", "npm").toAbsolutePath();
    private static final byte[] PNG_START = {(byte) 0x89, 'P', 'N', 'G'};

    @TempDir
    Path folder;

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        assumeTrue(runs("node", "--version"), "node is not installed");
        Files.createDirectories(HOME);
        for (String file : List.of("package.json", "package-lock.json")) {
            Files.copy(Path.of("src/test/npm", file), HOME.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(script("server-filesystem"))) {
            assumeTrue(
                    runs("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"),
                    "npm could not install the servers; is there a registry?");
        }
    }

    private static boolean runs(String... command) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(Files.isDirectory(HOME) ? HOME.toFile() : null)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(4, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Path script(String name) {
        return HOME.resolve("node_modules/@modelcontextprotocol/" + name + "/dist/index.js");
    }

    private static McpServer everything() {
        return McpServer.program("all", "node", script("server-everything").toString(), "stdio");
    }

    private Outputs call(McpTools tools, String name, Map<String, String> words) throws Exception {
        return call(tools, name, call(words));
    }

    private FakeCall call(Map<String, String> words) {
        Map<String, List<Value>> inputs = new LinkedHashMap<>();
        words.forEach((port, text) -> inputs.put(port, List.of(new Value.Text(text))));
        return FakeCall.of(inputs, folder);
    }

    private static Outputs call(McpTools tools, String name, FakeCall call) throws Exception {
        Tool tool = tools.tools().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        tools.tools().stream().map(Tool::name).toList().toString()));
        return tool.bindings().get(0).body().run(call);
    }

    private static String text(Outputs outputs) {
        return ((Value.Text) outputs.values().get("text").get(0)).text();
    }

    @Test
    void callsTheEverythingServer() throws Exception {
        try (McpTools tools = McpTools.connect(everything())) {
            assertThat(tools.absent()).isEmpty();
            check(tools);
            FakeCall steps = call(Map.of("duration", "1", "steps", "2"));
            assertThat(text(call(tools, "all/trigger-long-running-operation", steps)))
                    .contains("completed");
            assertThat(steps.reported()).contains("1/2", "2/2");
            assertThat(text(call(tools, "all/get-env", Map.of())))
                    .contains("PATH")
                    .doesNotContain("MAVEN");
        }
    }

    /** What both ways of reaching the server must give. */
    private void check(McpTools tools) throws Exception {
        assertThat(text(call(tools, "all/echo", Map.of("message", "grüß Gott"))))
                .isEqualTo("Echo: grüß Gott");
        assertThat(text(call(tools, "all/get-sum", Map.of("a", "2", "b", "40"))))
                .contains("42");
        assertThat(text(call(tools, "all/get-structured-content", Map.of("location", "New York"))))
                .contains("temperature");
        Outputs picture = call(tools, "all/get-tiny-image", Map.of());
        Media image = (Media) picture.values().get("image").get(0);
        assertThat(image.modality()).isEqualTo(Modality.IMAGE);
        assertThat(image.bytes()).startsWith(PNG_START);
        assertThat(text(call(tools, "all/get-resource-links", Map.of("count", "2"))))
                .contains("demo://resource");
        assertThat(text(call(tools, "all/get-resource-reference", Map.of("resourceType", "Text", "resourceId", "1"))))
                .isNotBlank();
    }

    @Test
    void callsTheEverythingServerOverStreamableHttp() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        ProcessBuilder builder =
                new ProcessBuilder("node", script("server-everything").toString(), "streamableHttp");
        builder.environment().put("PORT", Integer.toString(port));
        Process node = builder.redirectErrorStream(true).start();
        try {
            waitFor(node, "listening");
            URI url = URI.create("http://localhost:%d/mcp".formatted(port));
            try (McpTools tools = McpTools.connect(McpServer.at("all", url).within(Duration.ofSeconds(30)))) {
                assertThat(tools.states().get(0).problems()).isEmpty();
                check(tools);
            }
        } finally {
            node.destroyForcibly();
        }
    }

    private static void waitFor(Process process, String word) throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        List<String> said = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            said.add(line);
            if (line.contains(word)) {
                return;
            }
        }
        throw new AssertionError("it ended: " + said);
    }

    @Test
    void callsTheFilesystemServer() throws Exception {
        Path files = Files.createDirectory(folder.resolve("files")).toRealPath();
        Files.writeString(files.resolve("poem.txt"), "Roses are red.");
        Files.write(files.resolve("dot.png"), TinyPng.BYTES);
        McpServer server =
                McpServer.program("files", "node", script("server-filesystem").toString(), files.toString());
        try (McpTools tools = McpTools.connect(server)) {
            assertThat(text(call(
                            tools,
                            "files/read_text_file",
                            Map.of("path", files.resolve("poem.txt").toString()))))
                    .contains("Roses are red.");
            assertThat(text(call(
                            tools,
                            "files/write_file",
                            Map.of("path", files.resolve("new.txt").toString(), "content", "Violets are blue."))))
                    .contains("new.txt");
            assertThat(files.resolve("new.txt")).hasContent("Violets are blue.");
            Outputs picture = call(
                    tools,
                    "files/read_media_file",
                    Map.of("path", files.resolve("dot.png").toString()));
            assertThat(((Media) picture.values().get("image").get(0)).bytes()).isEqualTo(TinyPng.BYTES);
            assertThatThrownBy(() -> call(tools, "files/read_text_file", Map.of("path", "/etc/passwd")))
                    .isInstanceOf(ToolFailedException.class)
                    .hasMessageContainingAll("files/read_text_file failed", "Maybe");
            assertThat(tools.tools())
                    .filteredOn(tool -> tool.name().equals("files/move_file"))
                    .allMatch(tool -> tool.traits().writes());
            assertThat(tools.tools())
                    .filteredOn(tool -> tool.name().equals("files/list_directory"))
                    .noneMatch(tool -> tool.traits().writes());
            assertThat(tools.tools()).allMatch(tool -> tool.bindings().get(0).local());
        }
    }

    /** A picture of one pixel. */
    private static final class TinyPng {
        static final byte[] BYTES = java.util.Base64.getDecoder()
                .decode(
                        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
    }
}
