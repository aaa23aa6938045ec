package dev.polyphony.agent.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

class McpConfigTest {
    private static Map<String, String> settings(Map<String, String> properties, Map<String, String> environment) {
        Config config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(properties, "file", 100), new EnvConfigSource(environment, 300))
                .build();
        return McpConfig.of(config);
    }

    @Test
    void readsAllSettingsOfAFileAndTheTokenFromTheEnvironment() {
        assertThat(settings(
                        Map.of(
                                "polyphony.mcp.wiki.url", "https://example.com/mcp",
                                "polyphony.mcp.wiki.timeout", "",
                                "polyphony.mcp.files.command", "npx files",
                                "polyphony.mcp.files.env.LEVEL", "high",
                                "polyphony.home", "/tmp"),
                        Map.of("POLYPHONY_MCP_WIKI_TOKEN", "s3cret", "POLYPHONY_MCP_FILES_AT_ONCE", "2")))
                .containsOnly(
                        Map.entry("wiki.url", "https://example.com/mcp"),
                        Map.entry("wiki.token", "s3cret"),
                        Map.entry("files.command", "npx files"),
                        Map.entry("files.at-once", "2"),
                        Map.entry("files.env.LEVEL", "high"));
    }

    @Test
    void aServerMayBeSetByTheEnvironmentAlone() {
        assertThat(settings(
                        Map.of(),
                        Map.of("POLYPHONY_MCP_FILES_COMMAND", "npx files", "POLYPHONY_MCP_FILES_MAX_BYTES", "2048")))
                .containsOnly(Map.entry("files.command", "npx files"), Map.entry("files.max-bytes", "2048"));
    }

    @Test
    void whatIsMisspeltIsKeptSoThatItCanBeRefused() {
        assertThat(settings(Map.of("polyphony.mcp.files.comand", "npx"), Map.of()))
                .containsKey("files.comand");
    }
}
