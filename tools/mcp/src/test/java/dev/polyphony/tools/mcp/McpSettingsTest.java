package dev.polyphony.tools.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.Modality;
import dev.polyphony.agent.RegistrationException;
import dev.polyphony.tools.mcp.McpServer.MediaInput;
import dev.polyphony.tools.mcp.McpServer.Program;
import dev.polyphony.tools.mcp.McpServer.Web;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class McpSettingsTest {
    private static McpServer only(Map<String, String> settings) {
        return new McpSettings(settings).servers().get(0);
    }

    private static void refuses(Map<String, String> settings, String... parts) {
        assertThatThrownBy(() -> new McpSettings(settings).servers())
                .isInstanceOf(RegistrationException.class)
                .hasMessageContainingAll(parts)
                .hasMessageContaining("\nMaybe ");
    }

    @Test
    void readsAProgram() {
        McpServer server = only(Map.of(
                "files.command", "npx -y 'the server' \"/my files\"",
                "files.folder", "/srv",
                "files.env.LEVEL", "high",
                "files.pass-env", "PATH",
                "files.tools", "read_file, list_directory",
                "files.gives", "shot=image, film=video audio",
                "files.takes", "look.path=image as path, hear.sound=audio",
                "files.timeout", "5m",
                "files.at-once", "2"));
        Program program = (Program) server.reach();
        assertThat(program.command()).containsExactly("npx", "-y", "the server", "/my files");
        assertThat(program.folder()).isEqualTo(Path.of("/srv"));
        assertThat(program.environment()).containsEntry("LEVEL", "high").containsKey("PATH");
        assertThat(server.tools()).containsExactlyInAnyOrder("read_file", "list_directory");
        assertThat(server.gives())
                .isEqualTo(Map.of("shot", Set.of(Modality.IMAGE), "film", Set.of(Modality.VIDEO, Modality.AUDIO)));
        assertThat(server.takes())
                .isEqualTo(Map.of(
                        "look.path", new MediaInput(Modality.IMAGE, MediaInput.Form.PATH),
                        "hear.sound", new MediaInput(Modality.AUDIO, MediaInput.Form.BASE64)));
        assertThat(server.timeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(server.atOnce()).isEqualTo(2);
    }

    @Test
    void readsAnAddressWithItsToken(@TempDir Path folder) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "s3cret-value\n");
        McpServer server = only(Map.of("wiki.url", "https://example.com/mcp", "wiki.token-file", token.toString()));
        assertThat(server.reach())
                .isEqualTo(
                        new Web(URI.create("https://example.com/mcp"), Map.of("Authorization", "Bearer s3cret-value")));
        assertThat(server.toString()).contains("example.com").doesNotContain("s3cret");
    }

    @Test
    void aProgramDoesNotShowItsSecrets() {
        McpServer server = only(Map.of("x.command", "run --key hidden-argument", "x.env.KEY", "s3cret-value"));
        assertThat(server.toString()).contains("run", "KEY").doesNotContain("s3cret", "hidden-argument");
    }

    @Test
    void serversAreOrderedByName() {
        assertThat(new McpSettings(Map.of("b.command", "x", "a.command", "y")).servers())
                .extracting(McpServer::name)
                .isEqualTo(List.of("a", "b"));
    }

    @Test
    void everyMistakeHasItsMessage() {
        refuses(Map.of("files.comand", "x"), "polyphony.mcp.files.comand is no setting", "NAME.SETTING");
        refuses(Map.of("files", "x"), "polyphony.mcp.files is no setting");
        refuses(
                Map.of("files.timeout", "5m"),
                "\"files\" needs polyphony.mcp.files.command or polyphony.mcp.files.url");
        refuses(Map.of("x.command", "y", "x.url", "http://localhost"), "one of them alone");
        refuses(Map.of("My Files.command", "x"), "\"My Files\" must be named by lower-case letters");
        refuses(Map.of("x.command", "run 'it"), "a quote ' that is not closed");
        refuses(Map.of("x.command", "run", "x.timeout", "soon"), "polyphony.mcp.x.timeout (soon)", "30s");
        refuses(Map.of("x.command", "run", "x.timeout", "0s"), "timeout (PT0S) must be positive");
        refuses(Map.of("x.command", "run", "x.at-once", "few"), "polyphony.mcp.x.at-once (few)");
        refuses(Map.of("x.command", "run", "x.max-bytes", "1"), "maxBytes (1) at least 1024");
        refuses(Map.of("x.command", "run", "x.gives", "shot"), "polyphony.mcp.x.gives (shot)", "TOOL=image");
        refuses(Map.of("x.command", "run", "x.gives", "shot=text"), "(text)", "one of image, audio, video, mask");
        refuses(Map.of("x.command", "run", "x.takes", "a.b=image as smell"), "(smell)", "base64, data-url, path");
        refuses(Map.of("x.command", "run", "x.pass-env", "NO_SUCH_VARIABLE_HERE"), "NO_SUCH_VARIABLE_HERE", "export");
        refuses(Map.of("x.url", "ftp://example.com"), "must be http or https");
        refuses(Map.of("x.url", "http://me:pw@example.com"), "without a user");
        refuses(Map.of("x.url", "http://a b"), "polyphony.mcp.x.url is no address");
        refuses(Map.of("x.url", "http://a", "x.token-file", "/no/such/file"), "token-file (/no/such/file)");
        refuses(Map.of("x.command", " ", "x.url", ""), "needs");
    }

    @Test
    void refusesTwoServersOfOneName() {
        assertThatThrownBy(() -> McpTools.connect(McpServer.program("a", "x"), McpServer.program("a", "y")))
                .isInstanceOf(RegistrationException.class)
                .hasMessageContainingAll("two MCP servers are named \"a\"", "Maybe");
    }

    @Test
    void refusesMediaThatAreNone() {
        assertThatThrownBy(() -> new MediaInput(Modality.TEXT, MediaInput.Form.BASE64))
                .hasMessageContainingAll("TEXT is no media", "Maybe");
        assertThatThrownBy(() -> McpServer.program("a")).hasMessageContainingAll("empty command", "Maybe");
    }
}
