package dev.polyphony;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.Answer;
import dev.polyphony.tools.mcp.McpServer;
import dev.polyphony.tools.mcp.McpTools;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class McpServerIT {
    @Test
    void theToolOfAnMcpServerIsPlannedLikeAnyOther(@TempDir Path home) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = classes();
        String library = LibraryServer.class.getName();
        // tag::mcp[]
        McpServer server = McpServer.program("library", java, "-cp", classes, library)
                .only("find_book")
                .within(Duration.ofSeconds(20));

        try (Polyphony agent = Polyphony.builder()
                .home(home)
                .tools(McpTools.connect(List.of(server), home.resolve("mcp-pins.json")))
                .build()) {
            Answer answer = agent.ask("On which shelf of the library stands the book \"Moby-Dick\"?");
            System.out.println(answer.text());
            // end::mcp[]
            assertThat(answer.text()).contains("Moby-Dick stands on shelf 7.");
            assertThat(home.resolve("mcp-pins.json")).content().contains("library", "find_book");
        }
    }

    private static String classes() throws URISyntaxException {
        return Path.of(LibraryServer.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
    }
}
